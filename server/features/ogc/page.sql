-- A page of a collection, one row: features as GeoJSON parted by commas, how many, whether more follow, and the place of the last one.
-- $1 place after which it begins or null, $2 most features, $3 srid, $4 latitude first, $5 decimals; from $6 on what the condition needs.
select
  coalesce(string_agg(f.feature, E',\n' order by f.row) filter (where f.row <= $2::integer), '') as features,
  (count(*) filter (where f.row <= $2::integer))::integer as returned,
  count(*) > $2::integer as "hasMore",
  max(f.place) filter (where f.row = $2::integer) as "lastPlace"
from (
  select row_number() over (order by /* order */) as row, /* place */ as place,
    '{"type":"Feature","id":' || to_json(c.id) || ',"geometry":'
      || coalesce(api.shape_sent(c.geom, $3::integer, $4::boolean, $5::integer), 'null')
      || ',"properties":' || row_to_json(p) || '}' as feature
  from (
    select c.*
    from /* relation */ c
    where (/* condition */) and /* begins */
    order by /* order */
    limit $2::integer + 1
  ) c
  cross join lateral (select /* columns */) p
) f
