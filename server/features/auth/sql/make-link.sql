-- A link by which the owner of an account chooses a password; what was made before no longer works.
-- $1 account, $2 hash of the code, $3 lasts, interval, $4 whether the second step is reset, $5 address. A row where the account exists.
with earlier as (
  update auth.one_time_link set revoked_at = now() where account_id = $1 and revoked_at is null and used_at is null
),
made as (
  insert into auth.one_time_link (code_hash, purpose, account_id, resets_two_step, created_by, expires_at)
  select $2, case when a.password_changed_at is null then 'invitation' else 'password-reset' end, a.id, $4::boolean,
    auth.account_id(), now() + $3::interval
  from auth.account a where a.id = $1 and a.disabled_at is null
  returning id, purpose, account_id, expires_at
),
told as (
  insert into auth.event (kind, account_id, actor_id, address, detail)
  select 'link-made', account_id, auth.account_id(), $5, jsonb_build_object('link', id, 'purpose', purpose) from made
)
select expires_at as "expiresAt" from made
