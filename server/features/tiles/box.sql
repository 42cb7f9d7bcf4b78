-- Features of a layer whose boxes touch a box, in the order of their ids. $1 layer, $2 to $5 west, south, east, north in degrees.
select f.id, f.properties, f.weight, st_asbinary(f.geom) as wkb
from RELATION f
where f.layer = $1 and f.geom && st_makeenvelope($2, $3, $4, $5, 4326)
order by f.id collate "C"
