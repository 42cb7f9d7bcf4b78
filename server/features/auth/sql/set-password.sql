-- A new password ends the other sessions. $1 account, $2 encoded hash, $3 session that stays?, $4 address. Rights of the gatekeeper.
with changed as (
  update auth.account set password_hash = $2, password_changed_at = now() where id = $1
  returning id
),
ended as (
  update auth.session set revoked_at = now()
  where account_id = $1 and revoked_at is null and id is distinct from $3::uuid
)
insert into auth.event (kind, account_id, actor_id, address) select 'password-changed', id, id, $4 from changed
