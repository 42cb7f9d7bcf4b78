-- All that the report on zones, clusters and markets is made of, one row: its sites, groups and province with their figures of
-- the given metrics, those they were computed from, and the sources. $1 province id, $2 metrics text[].
with recursive
figure as materialized (
  select f.id, f.subject_id, f.metric, f.source_id, f.inputs, f.json from api.figure_json f
),
listed as materialized (
  select s.id, s.kind, s.json, s.kind_order, s.whole_ordinal, s.is_part, s.ordinal, s.name_order
  from api.site_json s
  where s.kind in ('zone', 'corridor', 'cluster')
),
told (id) as (
  select l.id from listed l
  union select g.id from site_group g
  union select $1
),
own as materialized (
  select f.id from figure f where f.subject_id in (select t.id from told t) and f.metric = any ($2::text[])
),
used (id) as (
  select o.id from own o
  union
  select unnest(f.inputs) from used join figure f on f.id = used.id
),
used_figure as materialized (
  select f.* from figure f where f.id in (select u.id from used u)
),
difficulty as materialized (
  select o.*
  from obstacle o
  where o.as_of <= (select api.as_of()) and o.subject_id in (select t.id from told t)
)
select json_build_object(
  'sites', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', l.id, 'kind', l.kind, 'status', l.json -> 'status', 'dataSet', l.json -> 'dataSet', 'parentId', l.json -> 'parentId',
          'nameVi', l.json -> 'nameVi', 'nameEn', l.json -> 'nameEn'
        )
        order by l.kind_order, l.whole_ordinal, l.is_part, l.ordinal, l.name_order collate "C"
      )
      from listed l
    ),
    '[]'::json
  ),
  'groups', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', g.id, 'nameVi', s.name_vi, 'nameEn', s.name_en,
          'memberIds', (select json_agg(m.site_id order by m.ordinal) from site_group_member m where m.group_id = g.id)
        )
        order by g.id collate "C"
      )
      from site_group g
      join subject s on s.id = g.id
    ),
    '[]'::json
  ),
  'province', (select json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en) from subject s where s.id = $1),
  'figures', coalesce(
    (
      select json_agg(f.json order by (f.json ->> 'asOf') desc, f.subject_id collate "C", f.metric collate "C", f.id collate "C")
      from used_figure f
    ),
    '[]'::json
  ),
  'toldIds', coalesce((select json_agg(o.id order by o.id collate "C") from own o), '[]'::json),
  -- Inputs may be of other subjects than those told of.
  'subjects', coalesce(
    (
      select json_agg(json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en) order by s.id collate "C")
      from subject s
      where s.id in (select f.subject_id from used_figure f union select d.subject_id from difficulty d)
    ),
    '[]'::json
  ),
  'obstacles', coalesce(
    (
      select json_agg(
        json_build_object('id', d.id, 'subjectId', d.subject_id, 'topic', d.topic, 'textVi', d.text_vi, 'textEn', d.text_en, 'sourceId', d.source_id)
        order by d.as_of desc, d.id collate "C"
      )
      from difficulty d
    ),
    '[]'::json
  ),
  'sources', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', s.id, 'titleVi', s.title_vi, 'number', s.number, 'publisher', s.publisher, 'publishedOn', s.published_on,
          'url', s.url
        )
        order by s.id collate "C"
      )
      from source s
      where s.id in (select f.source_id from used_figure f union select d.source_id from difficulty d)
    ),
    '[]'::json
  )
) as body
