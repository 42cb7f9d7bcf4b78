-- A new account without a password. $1 login, $2 display name, $3 address. One row.
with made as (
  insert into auth.account (login, display_name) values ($1, $2) returning id
),
told as (
  insert into auth.event (kind, account_id, actor_id, address) select 'account-made', id, auth.account_id(), $3 from made
)
select id from made
