-- A new session. $1 account, $2 hash, $3 idle, interval, $4 absolute, interval, $5 user agent?, $6 address. Rights of the gatekeeper.
with started as (
  insert into auth.session (account_id, token_hash, idle_expires_at, expires_at, user_agent)
  values ($1, $2, now() + $3::interval, now() + $4::interval, $5)
  returning id, account_id
),
told as (
  insert into auth.event (kind, account_id, actor_id, address, detail)
  select 'sign-in', account_id, account_id, $6, jsonb_build_object('session', id) from started
)
select id from started
