-- A page of a collection, one row: features as GeoJSON parted by commas, how many, whether more follow, and the last id.
-- $1 id after which it begins or null, $2 most features, $3 srid, $4 latitude first, $5 decimals; from $6 on what the condition needs.
select
  coalesce(string_agg(f.feature, E',\n' order by f.place) filter (where f.place <= $2::integer), '') as features,
  (count(*) filter (where f.place <= $2::integer))::integer as returned,
  count(*) > $2::integer as "hasMore",
  max(f.id collate "C") filter (where f.place <= $2::integer) as "lastId"
from (
  select c.id, row_number() over (order by c.id collate "C") as place,
    '{"type":"Feature","id":' || to_json(c.id) || ',"geometry":'
      || coalesce(api.shape_sent(c.geom, $3::integer, $4::boolean, $5::integer), 'null')
      || ',"properties":' || row_to_json(p) || '}' as feature
  from (
    select c.*
    from /* relation */ c
    where (/* condition */) and ($1::text is null or c.id collate "C" > $1::text)
    order by c.id collate "C"
    limit $2::integer + 1
  ) c
  cross join lateral (select /* columns */) p
) f
