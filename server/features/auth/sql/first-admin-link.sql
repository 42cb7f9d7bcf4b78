-- The link that makes an administrator or, for an account that is one, sets its password and second step anew; takes the place of
-- the one before. $1 hash of the code, $2 lasts, interval, $3 account?. One row. Rights of the gatekeeper.
with earlier as (
  update auth.one_time_link set revoked_at = now()
  where purpose = 'first-admin' and account_id is not distinct from $3::uuid and revoked_at is null and used_at is null
),
made as (
  insert into auth.one_time_link (code_hash, purpose, account_id, resets_two_step, expires_at)
  values ($1, 'first-admin', $3::uuid, $3::uuid is not null, now() + $2::interval)
  returning id, account_id, expires_at
),
told as (
  insert into auth.event (kind, account_id, detail)
  select 'link-made', account_id, jsonb_build_object('link', id, 'purpose', 'first-admin') from made
)
select expires_at as "expiresAt" from made
