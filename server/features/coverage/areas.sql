-- Hectares on the ellipsoid of shapes that were computed outside, one row with one number for each. $1 array of GeoJSON geometries.
select json_agg(st_area(st_geomfromgeojson(g.shape)::geography) / 10000 order by g.place) as body
from json_array_elements_text($1::json) with ordinality as g (shape, place)
