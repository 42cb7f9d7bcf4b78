-- Features of a layer whose boxes touch a box, packed into one row (packed-rows.ts), in any order: to put whole rows in order
-- takes the database longer than to read them.
-- $1 layer, $2 to $5 west, south, east, north in degrees.
select count(*)::int as features, null::text as "lastId",
  string_agg(f.id, chr(10)) as ids, PROPERTIES as properties, null::text as weights,
  string_agg(f.geom::bytea, '') as wkb
from RELATION f
where f.layer = $1 and f.geom && st_makeenvelope($2, $3, $4, $5, 4326)
