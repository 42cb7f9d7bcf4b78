-- What sheets share, one row: the ground that maps are drawn on, the sites with a point, every source, and which sources each figure
-- goes back to through what it was computed from.
with recursive
figure as materialized (
  select f.id, f.source_id, f.inputs from api.figure_current f
),
origin (figure_id, id) as (
  select f.id, f.id from figure f
  union
  select o.figure_id, input.id
  from origin o
  join figure f on f.id = o.id
  cross join lateral unnest(f.inputs) as input (id)
),
ground as (
  select
    case when u.level = 'province' then 'province' when u.level = 'district' then 'districts' else 'communes' end as layer,
    u.id, s.name_vi, s.name_en, 1 as rank, null::text as site_id, u.geom
  from admin_unit u
  join subject s on s.id = u.id
  join api.unit_edition e on e.id = u.id
  where e.edition = '2015' and u.geom is not null
  union all
  select sh.layer, sh.id, sh.name_vi, sh.name_en, sh.rank, sh.site_id, sh.geom from shape sh
)
select json_build_object(
  'features', (
    select json_agg(
      json_build_object(
        'layer', g.layer, 'nameVi', g.name_vi, 'nameEn', g.name_en, 'rank', g.rank, 'siteId', g.site_id,
        'geometry', st_asgeojson(g.geom, 6, 0)::json
      )
      order by g.layer, g.rank, g.id collate "C"
    )
    from ground g
  ),
  'sites', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', s.id, 'parentId', s.parent_id, 'kind', s.kind, 'nameVi', s.short_name_vi, 'nameEn', s.short_name_en,
          'isMadeUp', s.data_set = 'illustrative',
          'isDoubtful', s.position_doubt_vi is not null or s.geometry_quality = 'estimate',
          'position', json_build_array(st_x(s.geom), st_y(s.geom))
        )
        order by s.id collate "C"
      )
      from site s
      where s.geom is not null
    ),
    '[]'::json
  ),
  'sources', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', s.id, 'titleVi', s.title_vi, 'titleEn', s.title_en, 'number', s.number, 'publisher', s.publisher,
          'publishedOn', s.published_on, 'url', s.url
        )
        order by s.id collate "C"
      )
      from source s
    ),
    '[]'::json
  ),
  'sourcesOfFigures', coalesce(
    (
      select json_object_agg(used.figure_id, used.source_ids)
      from (
        select o.figure_id, json_agg(distinct f.source_id) as source_ids
        from origin o
        join figure f on f.id = o.id
        where f.source_id is not null
        group by o.figure_id
      ) used
    ),
    '{}'::json
  ),
  'credit', (
    select string_agg(distinct s.credit, ' · ' order by s.credit)
    from api.map_feature m
    join source s on s.id = m.source_id
    where m.layer not in ('communes-2025', 'places')
  )
) as body
