-- Of areas where nothing may stand what is wrong with each, and the units whose point lies in any, one row. $1 edition, $2 ids of
-- units, $3 JSON array of polygons as GeoJSON.
with area as materialized (
  select a.place - 1 as place, st_setsrid(st_geomfromgeojson(a.shape), 4326) as geom
  from json_array_elements_text($3::json) with ordinality as a (shape, place)
)
select json_build_object(
  'faults', coalesce((
    select json_agg(json_build_object('place', a.place, 'reason', st_isvalidreason(a.geom)) order by a.place)
    from area a where not st_isvalid(a.geom) or st_area(a.geom) = 0
  ), '[]'::json),
  'units', coalesce((
    select json_agg(u.id order by u.id collate "C")
    from api.unit_edition e
    join admin_unit u on u.id = e.id
    where e.level = 'commune' and e.edition = $1::text and u.id = any ($2::text[])
      and exists (
        select from area a where st_isvalid(a.geom) and st_intersects(a.geom, st_pointonsurface(u.geom))
      )
  ), '[]'::json)
) as body
