-- The account in whose name the transaction runs, with its open grants. One row, json.
select json_build_object(
  'id', a.id, 'login', a.login, 'displayName', a.display_name,
  'hasTwoStep', a.totp_confirmed_at is not null,
  'needsTwoStep', a.totp_confirmed_at is null and exists (
    select from auth.role_grant g
    where g.account_id = a.id and g.revoked_at is null and g.role in ('approver', 'admin')
  ),
  'recoveryCodesLeft', (select count(*) from auth.recovery_code r where r.account_id = a.id and r.used_at is null),
  'grants', auth.open_grants(a.id)
) as body
from auth.account a
where a.id = auth.account_id()
