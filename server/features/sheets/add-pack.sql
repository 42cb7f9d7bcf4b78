-- Makes a pack. $1 hash of its code, $2 name, $3 language, $4 day of the figures or null, $5 last day, $6 content. One row, jsonb.
insert into land.pack as p (code_hash, name, language, as_of, expires_on, content)
values ($1, $2, $3, $4, $5, $6::jsonb)
returning jsonb_build_object(
  'id', p.id, 'name', p.name, 'language', p.language, 'asOf', p.as_of,
  'frozenAt', to_char(p.frozen_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'expiresOn', p.expires_on,
  'revokedAt', to_char(p.revoked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'siteIds', (select jsonb_agg(item #> '{detail,site,id}' order by place) from jsonb_array_elements(p.content) with ordinality as list (item, place))
) as pack
