-- Geometries as PostGIS reads them, in the order given. $1 GeoJSON geometries as text[]. One row per geometry:
-- hex EWKB, and why it is invalid (null when it is valid).
select g.geom::text as stored, case when not st_isvalid(g.geom) then st_isvalidreason(g.geom) end as reason
from unnest($1::text[]) with ordinality as given (json, position)
cross join lateral (select st_setsrid(st_geomfromgeojson(given.json), 4326) as geom) as g
order by given.position
