-- Personal tokens of the account that can still be used, the newest first.
select t.id, t.name, t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt"
from auth.access_token t
where t.account_id = auth.account_id() and t.revoked_at is null and t.expires_at > now()
order by t.created_at desc, t.id
