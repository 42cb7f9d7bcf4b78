-- The floor of our own layers: as floor.sql, the properties from JSON. $1 zoom, $2 column, $3 row, $4 layer.
select st_asmvt(drawn, $4, 4096, 'geom') as tile
from (
  select f.id, f.properties, st_asmvtgeom(f.geom_3857, st_tileenvelope($1, $2, $3), 4096, 64) as geom
  from bench.feature f
  where f.layer = $4 and f.geom_3857 && st_tileenvelope($1, $2, $3, margin => 64.0 / 4096)
  order by f.id
) drawn
