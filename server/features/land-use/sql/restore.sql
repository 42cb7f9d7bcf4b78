-- Writes a row again as an entry of the audit has it. $1 seq, $2 version held, null where the row was removed, $3 kind, $4 id. One row.
select land.restore($1, $2, $3, $4)
