-- Takes a role back. $1 grant, $2 address. Counts 1 when it was open.
with revoked as (
  update auth.role_grant set revoked_at = now(), revoked_by = auth.account_id()
  where id = $1 and revoked_at is null
  returning id, account_id, role
)
insert into auth.event (kind, account_id, actor_id, address, detail)
select 'revoked', account_id, auth.account_id(), $2, jsonb_build_object('grant', id, 'role', role) from revoked
