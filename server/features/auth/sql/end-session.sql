-- Ends one of the account's own sessions. $1 id, $2 address. Counts 1 when there was one.
with ended as (
  update auth.session set revoked_at = now()
  where id = $1 and account_id = auth.account_id() and revoked_at is null
  returning id, account_id
)
insert into auth.event (kind, account_id, actor_id, address, detail)
select 'session-revoked', account_id, account_id, $2, jsonb_build_object('session', id) from ended
