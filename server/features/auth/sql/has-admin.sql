-- Whether anybody can administer accounts, the second step aside. One row. Rights of the gatekeeper.
select exists (
  select from auth.role_grant g
  join auth.account a on a.id = g.account_id
  where g.role = 'admin' and g.revoked_at is null and a.disabled_at is null and a.password_hash is not null
) as "hasAdmin"
