-- The second step no longer counts, and its recovery codes are gone. $1 account, $2 actor, $3 address. Rights of the gatekeeper.
with ended as (
  update auth.account set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where id = $1
  returning id
),
codes as (
  delete from auth.recovery_code where account_id = $1
)
insert into auth.event (kind, account_id, actor_id, address) select 'two-step-off', id, $2::uuid, $3 from ended
