-- A personal token was used. $1 id. Rights of the gatekeeper.
update auth.access_token set last_used_at = now() where id = $1
