-- Revokes one of the account's own tokens. $1 id, $2 address. Counts 1 when there was one.
with ended as (
  update auth.access_token set revoked_at = now()
  where id = $1 and account_id = auth.account_id() and revoked_at is null
  returning id, account_id
)
insert into auth.event (kind, account_id, actor_id, address, detail)
select 'token-revoked', account_id, account_id, $2, jsonb_build_object('token', id) from ended
