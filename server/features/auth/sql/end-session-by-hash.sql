-- Signs out. $1 hash of the session's token, $2 address. Rights of the gatekeeper.
with ended as (
  update auth.session set revoked_at = now() where token_hash = $1 and revoked_at is null
  returning id, account_id
)
insert into auth.event (kind, account_id, actor_id, address, detail)
select 'sign-out', account_id, account_id, $2, jsonb_build_object('session', id) from ended
