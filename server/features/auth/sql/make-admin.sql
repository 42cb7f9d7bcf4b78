-- An account that administers accounts, in use once it has a password. $1 login, $2 display name, $3 address. Rights of the gatekeeper.
with made as (
  insert into auth.account (login, display_name) values ($1, $2) returning id
),
granted as (
  insert into auth.role_grant (account_id, role) select id, 'admin' from made
),
told as (
  insert into auth.event (kind, account_id, address, detail)
  select kind, id, $3, '{"role": "admin"}' from made, unnest(array['account-made', 'granted']) as list (kind)
)
select id from made
