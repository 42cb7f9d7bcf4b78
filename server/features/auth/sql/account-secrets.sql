-- What proves who an account's owner is, by name or id. $1 login?, $2 id?. At most one row. Rights of the gatekeeper.
select
  a.id, a.login, a.display_name as "displayName", a.password_hash as "passwordHash",
  a.disabled_at is not null as "isDisabled", a.totp_secret as "totpSecret",
  a.totp_confirmed_at is not null as "hasTwoStep"
from auth.account a
where a.login = $1 or a.id = $2
