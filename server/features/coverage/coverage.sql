-- Distances from units to the sites of a dated list, one row. $1 topic, $2 list id?, $3 edition of the units, $4 classes of
-- markets text[]?, $5 thresholds in km, $6 km under which two sites are close, $7 sites to leave out text[], $8 places to try out
-- as JSON array of [lng, lat], which count as sites try-1, try-2, … Distances are geodesics, to the metre.
with
version as materialized (
  select pv.id, pv.data_set, pv.as_of, pv.source_id, not exists (
      select from control_total ct
      where ct.plan_version_id = pv.id and ct.rule = 'countOfList' and ct.declared_shortfall <> 0
    ) as is_complete,
    exists (
      select from plan_version_member m join site s on s.id = m.site_id
      where m.plan_version_id = pv.id and s.geom is not null
    ) as is_placed,
    json_build_object(
      'id', pv.id, 'nameVi', pv.name_vi, 'nameEn', pv.name_en, 'dataSet', pv.data_set, 'asOf', pv.as_of,
      'period', pv.period, 'source', pv.source_id,
      'isComplete', not exists (
        select from control_total ct
        where ct.plan_version_id = pv.id and ct.rule = 'countOfList' and ct.declared_shortfall <> 0
      )
    ) as json
  from plan_version pv
  where pv.topic = $1::text
    and pv.as_of <= (select api.as_of())
    and exists (select from plan_version_member m where m.plan_version_id = pv.id)
),
chosen as materialized (
  select v.*
  from version v
  where $2::text is null or v.id = $2
  order by v.is_placed desc, v.is_complete desc, v.data_set = 'illustrative', v.as_of desc, v.id collate "C"
  limit 1
),
printed as materialized (
  select distinct on (f.subject_id, f.metric) f.subject_id, f.metric, f.id, f.value
  from api.figure_now f
  join chosen v on v.source_id = f.source_id
  where f.metric in ('marketClass', 'grossHa') and f.value is not null and f.target_id is null
  order by f.subject_id, f.metric, f.as_of desc, f.id collate "C"
),
member as materialized (
  select s.id, named.name_vi, named.name_en, s.geom, s.geom::geography as place, s.commune_id, s.district_id,
    s.geom is not null and (s.geometry_quality = 'estimate' or s.position_doubt_vi is not null) as is_doubtful,
    case when s.position_doubt_vi is not null
      then json_build_object('vi', s.position_doubt_vi, 'en', coalesce(s.position_doubt_en, s.position_doubt_vi)) end as doubt,
    class.value::int as market_class, area.id as area_figure_id, area.value as area_ha
  from chosen v
  join plan_version_member m on m.plan_version_id = v.id
  join site s on s.id = m.site_id
  join subject named on named.id = s.id
  left join printed class on class.subject_id = s.id and class.metric = 'marketClass'
  left join printed area on area.subject_id = s.id and area.metric = 'grossHa'
  where ($4::text[] is null or class.value::int::text = any ($4)) and s.id <> all ($7::text[])
  union all
  select 'try-' || t.place, 'Điểm thử ' || t.place, 'Tried place ' || t.place, p.geom, p.geom::geography, null, null, false,
    null, null, null, null
  from chosen v
  cross join json_array_elements($8::json) with ordinality as t (position, place)
  cross join lateral (
    select st_setsrid(st_makepoint((t.position ->> 0)::float8, (t.position ->> 1)::float8), 4326) as geom
  ) p
),
census as materialized (
  select distinct on (f.subject_id, f.as_of) f.subject_id, f.as_of, f.value, f.source_id
  from api.figure_now f
  where f.metric = 'population' and f.value is not null and f.method in ('published', 'reported')
    and f.restates is null and f.target_id is null
    and f.subject_id in (select e.id from api.unit_edition e where e.level = 'commune' and e.edition = '2015')
  order by f.subject_id, f.as_of, f.confidence = 'low', f.known_on desc, f.id collate "C"
),
people as materialized (
  select c.* from census c where c.as_of = (select max(newest.as_of) from census newest)
),
-- Of each unit the former communes it is made of: itself, or those the crosswalk names. A sum that lacks one is none.
share as materialized (
  select e.id as unit_id, e.id as commune_id, 1::numeric as share
  from api.unit_edition e where e.level = 'commune' and e.edition = '2015' and $3::text = '2015'
  union all
  select c.to_id, c.from_id, c.share from crosswalk c where $3::text = '2025'
),
unit as materialized (
  select u.id, named.name_vi, named.name_en, district.id as district_id, district.name_vi as district_vi,
    district.name_en as district_en, point.at, point.at::geography as place,
    (
      select case when count(*) = count(p.value) then sum(s.share * p.value) end
      from share s left join people p on p.subject_id = s.commune_id
      where s.unit_id = u.id
    ) as population
  from api.unit_edition e
  join admin_unit u on u.id = e.id
  join subject named on named.id = u.id
  left join subject district on district.id = u.parent_id and e.edition = '2015'
  cross join lateral (select st_pointonsurface(u.geom) as at) point
  where e.level = 'commune' and e.edition = $3 and u.geom is not null and u.id in (select s.unit_id from share s)
),
far as materialized (
  select u.id as unit_id, m.id as site_id, m.is_doubtful,
    round((st_distance(u.place, m.place) / 1000)::numeric, 3) as km
  from unit u cross join member m
  where m.geom is not null
),
ranked as materialized (
  select f.*,
    row_number() over (partition by f.unit_id order by f.km, f.site_id collate "C") as place,
    row_number() over (partition by f.unit_id, f.is_doubtful order by f.km, f.site_id collate "C") as place_of_kind
  from far f
),
item as materialized (
  select u.id, json_build_object(
    'id', u.id, 'nameVi', u.name_vi, 'nameEn', u.name_en,
    'district', case when u.district_id is not null
      then json_build_object('id', u.district_id, 'nameVi', u.district_vi, 'nameEn', u.district_en) end,
    'point', json_build_array(st_x(u.at), st_y(u.at)),
    'population', u.population,
    'nearest', (select json_build_object('site', r.site_id, 'km', r.km) from ranked r where r.unit_id = u.id and r.place = 1),
    'second', (select json_build_object('site', r.site_id, 'km', r.km) from ranked r where r.unit_id = u.id and r.place = 2),
    'nearestSure', (
      select json_build_object('site', r.site_id, 'km', r.km)
      from ranked r where r.unit_id = u.id and not r.is_doubtful and r.place_of_kind = 1
    ),
    'within', (
      select json_agg((select count(*) from far f where f.unit_id = u.id and f.km <= t.km) order by t.km)
      from unnest($5::numeric[]) as t (km)
    )
  ) as json
  from unit u
),
placed as materialized (
  select m.id, m.area_ha, case when $3 = '2015' then m.district_id else c.to_id end as unit_id
  from member m
  left join crosswalk c on c.from_id = m.commune_id and c.share = 1 and $3 = '2025'
),
of_land as materialized (
  select coalesce(u.district_id, u.id) as id, coalesce(u.district_vi, u.name_vi) as name_vi,
    coalesce(u.district_en, u.name_en) as name_en,
    case when count(*) = count(u.population) then sum(u.population) end as population
  from unit u
  group by 1, 2, 3
)
select json_build_object(
  'list', (select v.json from chosen v),
  'lists', coalesce((select json_agg(v.json order by v.as_of desc, v.id collate "C") from version v), '[]'::json),
  'sites', coalesce((
    select json_agg(
      json_build_object(
        'id', m.id, 'nameVi', m.name_vi, 'nameEn', m.name_en,
        'position', case when m.geom is not null then json_build_array(st_x(m.geom), st_y(m.geom)) end,
        'isDoubtful', m.is_doubtful, 'doubt', m.doubt, 'marketClass', m.market_class,
        'areaFigureId', m.area_figure_id, 'areaHa', m.area_ha
      )
      order by m.id collate "C"
    )
    from member m
  ), '[]'::json),
  'census', json_build_object('asOf', (select max(p.as_of) from people p), 'source', (select min(p.source_id) from people p)),
  'items', coalesce((select json_agg(i.json order by i.id collate "C") from item i), '[]'::json),
  'pairs', coalesce((
    select json_agg(json_build_object('a', near.a, 'b', near.b, 'km', near.km) order by near.km, near.a collate "C", near.b collate "C")
    from (
      select a.id as a, b.id as b, round((st_distance(a.place, b.place) / 1000)::numeric, 3) as km
      from member a join member b on a.id collate "C" < b.id collate "C"
    ) near
    where near.km < $6::numeric
  ), '[]'::json),
  'land', coalesce((
    select json_agg(
      json_build_object(
        'unit', json_build_object('id', l.id, 'nameVi', l.name_vi, 'nameEn', l.name_en),
        'sites', (select count(*) from placed p where p.unit_id = l.id),
        'areaHa', (select sum(p.area_ha) from placed p where p.unit_id = l.id),
        'sitesWithoutArea', (select count(*) from placed p where p.unit_id = l.id and p.area_ha is null),
        'population', l.population
      )
      order by l.id collate "C"
    )
    from of_land l
  ), '[]'::json),
  'unplaced', coalesce((
    select json_agg(p.id order by p.id collate "C") from placed p where p.unit_id is null or p.unit_id not in (select l.id from of_land l)
  ), '[]'::json)
) as body
