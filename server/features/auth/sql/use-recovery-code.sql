-- Uses up a recovery code. $1 account, $2 hash, $3 address. A row when there was one. Rights of the gatekeeper.
with used as (
  update auth.recovery_code set used_at = now()
  where account_id = $1 and code_hash = $2 and used_at is null
  returning account_id
),
told as (
  insert into auth.event (kind, account_id, actor_id, address) select 'recovery-code-used', account_id, account_id, $3 from used
)
select account_id from used
