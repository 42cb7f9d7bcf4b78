-- Imports of lots, newest first. $1 id or null, $2 site or null. One row each.
select i.id, i.site_id as "siteId", i.file_name as "fileName", audit.actor_name(i.account_id) as "writtenBy",
  to_char(i.written_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "writtenAt", i.added, i.changed,
  to_char(i.undone_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "undoneAt", audit.actor_name(i.undone_by) as "undoneBy"
from land.lot_import i
where ($1::bigint is null or i.id = $1) and ($2::text is null or i.site_id = $2)
order by i.id desc
limit 100
