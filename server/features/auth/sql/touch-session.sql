-- A session was used: it may idle from now on again. $1 id, $2 how long, interval. Rights of the gatekeeper.
update auth.session set last_seen_at = now(), idle_expires_at = now() + $2::interval where id = $1
