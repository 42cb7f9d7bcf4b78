-- The account in whose name the transaction runs, with its open grants. One row, json.
select json_build_object(
  'id', a.id, 'login', a.login, 'displayName', a.display_name,
  'hasTwoStep', a.totp_confirmed_at is not null,
  'needsTwoStep', a.totp_confirmed_at is null and exists (
    select from auth.role_grant g
    where g.account_id = a.id and g.revoked_at is null and g.role in ('approver', 'admin')
  ),
  'recoveryCodesLeft', (select count(*) from auth.recovery_code r where r.account_id = a.id and r.used_at is null),
  'grants', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', g.id, 'role', g.role, 'siteId', g.site_id, 'communeId', g.commune_id,
          'scopeNameVi', place.name_vi, 'scopeNameEn', place.name_en,
          'grantedAt', to_char(g.granted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        )
        order by g.granted_at, g.id
      )
      from auth.role_grant g
      left join public.subject place on place.id = coalesce(g.site_id, g.commune_id)
      where g.account_id = a.id and g.revoked_at is null
    ),
    '[]'::json
  )
) as body
from auth.account a
where a.id = auth.account_id()
