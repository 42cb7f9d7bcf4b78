-- Writes a row again as an entry of the audit has it. $1 seq, $2 version held, null where the row was removed. One row.
select land.restore($1, $2)
