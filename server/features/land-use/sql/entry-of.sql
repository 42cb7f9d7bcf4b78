-- Whether an entry of the audit is of a row. $1 seq, $2 kind, $3 id. One row where it is.
select 1 from audit.entry where seq = $1 and table_name = land.table_of($2)::text and row_id = ($3::bigint)::text
