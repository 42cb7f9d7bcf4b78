-- Signs the account out everywhere. $1 address.
with ended as (
  update auth.session set revoked_at = now() where account_id = auth.account_id() and revoked_at is null
)
insert into auth.event (kind, account_id, actor_id, address)
values ('sign-out-everywhere', auth.account_id(), auth.account_id(), $1)
