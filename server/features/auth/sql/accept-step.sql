-- Accepts a code of this step, unless one of it or of a later one was accepted before. $1 account, $2 step. A row when accepted.
-- Rights of the gatekeeper.
update auth.account set totp_last_step = $2::bigint
where id = $1 and (totp_last_step is null or totp_last_step < $2::bigint)
returning id
