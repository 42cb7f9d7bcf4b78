-- Packs of the account that asks, the newest first; one row each, jsonb.
select jsonb_build_object(
  'id', p.id, 'name', p.name, 'language', p.language, 'asOf', p.as_of,
  'frozenAt', to_char(p.frozen_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'expiresOn', p.expires_on,
  'revokedAt', to_char(p.revoked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'siteIds', (select jsonb_agg(item #> '{detail,site,id}' order by place) from jsonb_array_elements(p.content) with ordinality as list (item, place))
) as pack
from land.pack p
order by p.id desc
limit 500
