-- The floor: a tile of parcels by PostGIS alone, as well as it can be asked for. $1 zoom, $2 column, $3 row.
-- Without `where geom is not null`, which makes PostGIS clip everything twice; st_asmvt leaves out what has no geometry by itself.
select st_asmvt(drawn, 'parcels', 4096, 'geom') as tile
from (
  select p.id, p.class, p.label, st_asmvtgeom(p.geom_3857, st_tileenvelope($1, $2, $3), 4096, 64) as geom
  from bench.parcels p
  where p.geom_3857 && st_tileenvelope($1, $2, $3, margin => 64.0 / 4096)
  order by p.id
) drawn
