-- Takes the link of a pack back. $1 pack. One row, jsonb; none where it is not one's own.
update land.pack p set revoked_at = coalesce(p.revoked_at, clock_timestamp())
where p.id = $1
returning jsonb_build_object(
  'id', p.id, 'name', p.name, 'language', p.language, 'asOf', p.as_of,
  'frozenAt', to_char(p.frozen_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'expiresOn', p.expires_on,
  'revokedAt', to_char(p.revoked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'siteIds', (select jsonb_agg(item #> '{detail,site,id}' order by place) from jsonb_array_elements(p.content) with ordinality as list (item, place))
) as pack
