-- The pack behind a link. $1 hash of its code. One row, jsonb; none where there is none, or no more.
select jsonb_build_object(
  'name', p.name, 'language', p.language, 'asOf', p.as_of,
  'frozenAt', to_char(p.frozen_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'expiresOn', p.expires_on, 'items', p.content
) as pack
from pack_by_code($1) p
