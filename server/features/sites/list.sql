-- Sites matching a filter, one row holding all of them in list order. $1 kinds text[]?, $2 statuses text[]?, $3 district id?,
-- $4 commune id?, $5 parent id?, $6–$9 west, south, east, north in degrees?, $10 LIKE patterns over folded words text[]?
select json_build_object(
  'items', coalesce(json_agg(s.json order by s.kind_order, s.whole_ordinal, s.is_part, s.ordinal, s.name_order collate "C"), '[]'::json),
  'total', count(*)
) as body
from api.site_json s
where ($1::text[] is null or s.kind = any ($1))
  and ($2::text[] is null or s.status = any ($2))
  and ($3::text is null or s.district_id = $3)
  and ($4::text is null or s.commune_id = $4)
  and ($5::text is null or s.parent_id = $5)
  -- Plain comparisons: the && operator of PostGIS rounds boxes to single precision, which moves the edge by up to a metre.
  and ($6::float8 is null or (st_x(s.geom) between $6 and $8::float8 and st_y(s.geom) between $7::float8 and $9::float8))
  and ($10::text[] is null or ' ' || s.search_key like all ($10))
