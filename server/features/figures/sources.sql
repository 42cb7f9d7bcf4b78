-- Every source with the number of figures that stand from it, one row holding all of them, newest publication first.
select json_build_object(
  'items', coalesce(
    json_agg(
      json_build_object(
        'id', s.id, 'dataSet', s.data_set, 'titleVi', s.title_vi, 'titleEn', s.title_en, 'number', s.number, 'publisher', s.publisher, 'kind', s.kind,
        'language', s.language, 'publishedOn', s.published_on, 'retrievedOn', s.retrieved_on, 'url', s.url, 'licence', s.licence,
        'credit', s.credit, 'reliability', s.reliability, 'noteVi', s.note_vi, 'noteEn', s.note_en,
        'figureCount', coalesce(used.figures, 0)
      )
      order by s.published_on desc nulls last, s.id collate "C"
    ),
    '[]'::json
  ),
  'total', count(*)
) as body
from source s
left join (select f.source_id, count(*) as figures from api.figure_now f group by f.source_id) used on used.source_id = s.id
