-- All tokens of an account end. $1 account. Rights of the gatekeeper.
update auth.access_token set revoked_at = now() where account_id = $1 and revoked_at is null
