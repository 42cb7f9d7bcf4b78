-- Features of a layer whose boxes touch a box, in the order of their ids, packed into one row (packed-rows.ts).
-- $1 layer, $2 to $5 west, south, east, north in degrees.
select count(*)::int as features, max(p.id collate "C") as "lastId",
  string_agg(p.id, chr(10)) as ids, string_agg(p.properties::text, ',') as properties, null::text as weights,
  string_agg(octet_length(p.wkb)::text, ',') as lengths,
  string_agg(p.wkb, '') as wkb
from (
  select f.id, f.properties, f.weight, st_asbinary(f.geom) as wkb
  from RELATION f
  where f.layer = $1 and f.geom && st_makeenvelope($2, $3, $4, $5, 4326)
  order by f.id collate "C"
) p
