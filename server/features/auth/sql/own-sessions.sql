-- Open sessions of the account, the last used first. $1 the one that asks.
select
  s.id, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
  least(s.expires_at, s.idle_expires_at) as "expiresAt", s.user_agent as "userAgent", s.id = $1::uuid as "isCurrent"
from auth.session s
where s.account_id = auth.account_id() and s.revoked_at is null and s.expires_at > now() and s.idle_expires_at > now()
order by s.last_seen_at desc, s.id
