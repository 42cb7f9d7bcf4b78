-- Features of a layer whose boxes touch a box, packed into one row (packed-rows.ts), in any order: to put whole rows in order
-- takes the database longer than to read them.
-- $1 layer, $2 to $5 west, south, east, north in degrees.
select count(*)::int as features, null::text as "lastId",
  string_agg(f.id, chr(10)) as ids, string_agg(f.properties::text, ',') as properties, null::text as weights,
  encode(string_agg(st_asbinary(f.geom), ''), 'base64') as wkb
from RELATION f
where f.layer = $1 and f.geom && st_makeenvelope($2, $3, $4, $5, 4326)
