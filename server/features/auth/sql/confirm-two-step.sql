-- The second step counts from now on. $1 account, $2 step of the first code, $3 hashes of the recovery codes in hex, $4 address.
-- A row when it was off before. Rights of the gatekeeper.
with confirmed as (
  update auth.account set totp_confirmed_at = now(), totp_last_step = $2::bigint
  where id = $1 and totp_confirmed_at is null and totp_secret is not null
  returning id
),
codes as (
  insert into auth.recovery_code (code_hash, account_id)
  select decode(hash, 'hex'), confirmed.id from confirmed, unnest($3::text[]) as list (hash)
),
told as (
  insert into auth.event (kind, account_id, actor_id, address) select 'two-step-on', id, id, $4 from confirmed
)
select id from confirmed
