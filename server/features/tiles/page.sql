-- Features of a layer after an id, in the order of their ids, as many as fit, packed into one row (packed-rows.ts).
-- $1 layer, $2 id, $3 how many.
select count(*)::int as features, max(p.id collate "C") as "lastId",
  string_agg(p.id, chr(10)) as ids, string_agg(p.properties::text, ',') as properties, string_agg(p.weight::text, ',') as weights,
  string_agg(p.geom::bytea, '') as wkb
from (
  select f.id, f.properties, f.weight, f.geom
  from RELATION f
  where f.layer = $1 and f.id collate "C" > $2
  order by f.id collate "C"
  limit $3
) p
