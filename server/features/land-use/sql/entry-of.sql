-- Whether an entry of the audit is of a row, or of the load that brought it. $1 seq, $2 kind, $3 id. One row where it is.
select 1
from audit.entry
where seq = $1
  and (
    (table_name = land.table_of($2)::text and row_id = ($3::bigint)::text)
    or (seq = (select load.seq from audit.newest_set() load) and land.loaded_state($2, $3::bigint) is not null)
  )
