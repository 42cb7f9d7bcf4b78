-- A one-time link that can still be used. $1 hash of its code. At most one row. Rights of the gatekeeper.
select
  l.id, l.purpose, l.account_id as "accountId", l.resets_two_step as "resetsTwoStep", l.expires_at as "expiresAt",
  l.data_set as "dataSet", a.login, a.display_name as "displayName"
from auth.one_time_link l
left join auth.account a on a.id = l.account_id
where l.code_hash = $1 and l.used_at is null and l.revoked_at is null and l.expires_at > now() and a.disabled_at is null
