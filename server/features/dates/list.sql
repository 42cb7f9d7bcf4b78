-- Days that figures are dated on, and days on which figures were learnt, one row.
with
subject_date as (
  select f.as_of, f.subject_id, count(*) as figures
  from api.figure_now f
  group by f.as_of, f.subject_id
),
ranked as (
  select d.*, row_number() over (partition by d.as_of order by d.figures desc, d.subject_id collate "C") as place
  from subject_date d
),
dated as (
  select r.as_of,
    sum(r.figures) as figures,
    count(*) as subject_count,
    json_agg(json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en) order by r.place)
      filter (where r.place <= 3) as subjects
  from ranked r
  join subject s on s.id = r.subject_id
  group by r.as_of
),
-- Rows, not figures as they stand: a correction is something learnt, and what it corrects was learnt before.
learnt as (
  select f.known_on, count(*) as figures
  from figure f
  where f.known_on <= (select api.known_on())
    and (f.method <> 'illustrative' or (select api.with_illustrative()))
  group by f.known_on
)
select json_build_object(
  'items', coalesce(
    (
      select json_agg(
        json_build_object('date', d.as_of, 'figures', d.figures, 'subjectCount', d.subject_count, 'subjects', d.subjects)
        order by d.as_of
      )
      from dated d
    ),
    '[]'::json
  ),
  'total', (select count(*) from dated),
  'knownOn', coalesce(
    (select json_agg(json_build_object('date', l.known_on, 'figures', l.figures) order by l.known_on) from learnt l),
    '[]'::json
  )
) as body
