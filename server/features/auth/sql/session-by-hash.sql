-- Who holds the session of this hash; no row when it has ended. $1 bytea. Rights of the gatekeeper.
select
  s.id as "sessionId", a.id as "accountId", a.login, a.display_name as "displayName",
  a.totp_confirmed_at is not null as "hasTwoStep",
  s.last_seen_at < now() - interval '1 minute' as "isStale",
  array(select distinct g.role from auth.role_grant g where g.account_id = a.id and g.revoked_at is null) as roles
from auth.session s
join auth.account a on a.id = s.account_id
where s.token_hash = $1 and s.revoked_at is null and s.expires_at > now() and s.idle_expires_at > now()
  and a.disabled_at is null
