-- Gives an account a role. $1 account, $2 role, $3 site?, $4 commune?, $5 address. One row.
with granted as (
  insert into auth.role_grant (account_id, role, site_id, commune_id, granted_by)
  values ($1, $2, $3, $4, auth.account_id())
  returning id, account_id, role, site_id, commune_id
),
told as (
  insert into auth.event (kind, account_id, actor_id, address, detail)
  select 'granted', account_id, auth.account_id(), $5,
    jsonb_build_object('grant', id, 'role', role, 'site', site_id, 'commune', commune_id)
  from granted
)
select id from granted
