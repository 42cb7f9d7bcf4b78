-- Entries of the chain after one, in order, with the text that was hashed. $1 seq, $2 how many. One row per entry.
select e.seq, e.prev_hash as "prevHash", e.hash, audit.canonical(e) as text, e.table_name as "tableName", e.row_id as "rowId"
from audit.entry e
where e.seq > $1
order by e.seq
limit $2
