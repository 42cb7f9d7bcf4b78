-- Kilometres between all units of an edition, to the metre, one row: lists in the order of the ids. $1 edition, $2 their ids.
with unit as materialized (
  select u.id, st_pointonsurface(u.geom)::geography as place
  from api.unit_edition e
  join admin_unit u on u.id = e.id
  where e.level = 'commune' and e.edition = $1::text and u.id = any ($2::text[])
)
select json_agg(line.kms order by line.id collate "C") as body
from (
  select a.id, json_agg(round((st_distance(a.place, b.place) / 1000)::numeric, 3) order by b.id collate "C") as kms
  from unit a cross join unit b
  group by a.id
) line
