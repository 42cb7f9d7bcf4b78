-- Tries that turned out well, and all that no longer count. $1 ids, $2 key in hex of which all are forgotten. Rights of the gatekeeper.
delete from auth.attempt
where id = any($1::bigint[]) or key = decode($2, 'hex') or at < now() - interval '1 day'
