-- Figures of a subject, newest first, one row holding all of them; none for an unknown subject. $1 subject id, $2 metric?
select json_build_object(
  'items', coalesce(
    json_agg(f.json order by f.as_of desc, f.metric collate "C", f.superseded_by is not null, f.id collate "C")
      filter (where f.id is not null),
    '[]'::json
  ),
  'total', count(f.id)
) as body
from subject s
left join api.figure_json f on f.subject_id = s.id and ($2::text is null or f.metric = $2)
where s.id = $1
group by s.id
