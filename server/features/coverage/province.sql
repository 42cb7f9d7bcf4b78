-- Outline of the province until June 2025 as GeoJSON, one row.
select json_build_object('geometry', st_asgeojson(u.geom, 7)::json) as body
from admin_unit u
where u.id = $1::text
