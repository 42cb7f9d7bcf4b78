-- What is to be known of a collection before it is read: rows, the longest geometry as text, days and sources. RELATION, DAYS and
-- SOURCES come from the collection's description. $1 SRID, $2 decimals of coordinates.
with row as materialized (select r.geom, DAYS as newest_on, SOURCES as source_ids from RELATION r),
used as (select distinct s.id from row cross join lateral unnest(row.source_ids) s (id) where s.id is not null)
select json_build_object(
  'dataVersion', (select version from api.data_version),
  'rows', (select count(*) from row),
  'rowsWithGeometry', (select count(geom) from row),
  'newestOn', coalesce((select max(newest_on) from row), (select max(source.published_on) from public.source join used on used.id = source.id)),
  'longestWkt', coalesce((select max(length(st_astext(st_transform(geom, $1::int), $2::int))) from row), 0),
  'crs', (select json_build_object('srid', $1::int, 'wkt', srtext) from spatial_ref_sys where srid = $1::int),
  'sources', coalesce((
    select json_agg(json_build_object(
      'id', source.id, 'titleVi', source.title_vi, 'titleEn', source.title_en, 'publisher', source.publisher,
      'publishedOn', source.published_on, 'licence', source.licence
    ) order by source.id collate "C")
    from public.source join used on used.id = source.id
  ), '[]'::json)
) as body
