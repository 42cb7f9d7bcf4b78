-- Who made the personal token of this hash; no row when it has ended. $1 bytea. Rights of the gatekeeper.
select
  t.id as "tokenId", a.id as "accountId", a.login, a.display_name as "displayName",
  a.totp_confirmed_at is not null as "hasTwoStep",
  t.last_used_at is null or t.last_used_at < now() - interval '5 minutes' as "isStale",
  array(select distinct g.role from auth.role_grant g where g.account_id = a.id and g.revoked_at is null) as roles
from auth.access_token t
join auth.account a on a.id = t.account_id
where t.token_hash = $1 and t.revoked_at is null and t.expires_at > now() and a.disabled_at is null
