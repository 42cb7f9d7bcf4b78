-- A secret that waits for its first code; not where the second step is on. $1 account, $2 secret. Rights of the gatekeeper.
update auth.account set totp_secret = $2, totp_last_step = null where id = $1 and totp_confirmed_at is null returning id
