-- Disables an account or enables it again; its sessions and tokens end and do not come back. $1 account, $2 disabled, $3 address.
-- Counts 1 when there is such an account.
with changed as (
  update auth.account set disabled_at = case when $2::boolean then coalesce(disabled_at, now()) end where id = $1
  returning id
),
sessions as (
  update auth.session set revoked_at = now() where $2::boolean and account_id = $1 and revoked_at is null
),
tokens as (
  update auth.access_token set revoked_at = now() where $2::boolean and account_id = $1 and revoked_at is null
),
links as (
  update auth.one_time_link set revoked_at = now()
  where $2::boolean and account_id = $1 and revoked_at is null and used_at is null
)
insert into auth.event (kind, account_id, actor_id, address)
select case when $2::boolean then 'account-disabled' else 'account-enabled' end, id, auth.account_id(), $3 from changed
