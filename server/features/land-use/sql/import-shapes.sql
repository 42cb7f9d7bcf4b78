-- Outlines of a file by themselves. $1 [{n, geometry}]. One row each: whether it is valid, else why and where; hectares if it is.
select given.n, st_isvalid(g) as "isValid", d.reason, st_x(d.location) as lng, st_y(d.location) as lat,
  case when st_isvalid(g) then round(land.measured_ha(g)::numeric, 4)::float end as "measuredAreaHa"
from (
  select (r ->> 'n')::integer as n, st_setsrid(st_geomfromgeojson(r -> 'geometry'), 4326) as g from jsonb_array_elements($1::jsonb) r
) given
cross join lateral st_isvaliddetail(g) d
