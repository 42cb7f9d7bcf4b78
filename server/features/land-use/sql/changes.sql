-- Entries of land use after one. $1 seq, $2 how many. One row per entry.
select e.seq, to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.table_name as "tableName",
  case when e.table_name <> 'land.lot_lineage' then e.row_id::bigint end as id, e.site_id as "siteId", e.operation,
  (e.new ->> 'row_version')::integer as "rowVersion"
from audit.entry e
where e.seq > $1 and e.table_name like 'land.%'
order by e.seq
limit $2
