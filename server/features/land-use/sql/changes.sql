-- Entries of land use. $1 after seq, $2 how many, $3 before seq or null, $4 whether the newest come first, $5 kind or null, $6 site or
-- null, $7 part of a person's name or null, $8 first day or null, $9 last day or null (of Vietnam). One row per entry.
select e.seq, to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.table_name as "tableName",
  case when e.table_name <> 'land.lot_lineage' then e.row_id::bigint end as id, e.site_id as "siteId", e.operation,
  (e.new ->> 'row_version')::integer as "rowVersion", audit.actor_name(e.account_id) as actor, e.reason,
  e.restored_seq as "restoredSeq",
  left(coalesce(
    about ->> 'code', about ->> 'contract_number', about ->> 'certificate_number', about ->> 'name_vi', about ->> 'description',
    about ->> 'agency', about ->> 'document_number', about ->> 'title'
  ), 120) as label,
  case when e.operation <> 'update' then '[]' else (
    select coalesce(jsonb_agg(case now.key when 'geom' then 'geometry' else land.camel(now.key) end order by now.key), '[]')
    from jsonb_each(e.new) now
    where now.key <> 'row_version' and now.value is distinct from e.old -> now.key
  ) end as fields
from audit.entry e
cross join lateral coalesce(e.new, e.old) about
where e.seq > $1 and e.seq < coalesce($3::bigint, 9223372036854775807) and e.table_name like 'land.%'
  and ($5::text is null or e.table_name = case $5::text when 'lineage' then 'land.lot_lineage' else land.table_of($5)::text end)
  and ($6::text is null or e.site_id = $6::text)
  and ($7::text is null or position(lower($7::text) in lower(audit.actor_name(e.account_id))) > 0)
  and ($8::date is null or e.at >= $8::date::timestamp at time zone 'Asia/Ho_Chi_Minh')
  and ($9::date is null or e.at < ($9::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
order by case when $4::boolean then -e.seq else e.seq end
limit $2
