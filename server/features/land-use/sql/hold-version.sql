-- Refuses where a row is not, or is not at the version held; holds it so until the end of the transaction. $1 kind, $2 id, $3 version.
select land.hold_version($1, $2, $3)
