-- Somebody could not prove who they are. $1 account?, $2 address, $3 why. Rights of the gatekeeper.
insert into auth.event (kind, account_id, address, detail) values ('sign-in-failed', $1, $2, jsonb_build_object('why', $3::text))
