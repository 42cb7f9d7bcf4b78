-- A personal token. $1 name, $2 hash, $3 days, $4 address. One row.
with made as (
  insert into auth.access_token (account_id, name, token_hash, expires_at)
  values (auth.account_id(), $1, $2, now() + make_interval(days => $3::int))
  returning id, account_id, name, created_at, expires_at
),
told as (
  insert into auth.event (kind, account_id, actor_id, address, detail)
  select 'token-made', account_id, account_id, $4, jsonb_build_object('token', id) from made
)
select id, name, created_at as "createdAt", expires_at as "expiresAt", null as "lastUsedAt" from made
