-- What a citation of each of the sources $1 says, one row holding all of them.
select coalesce(
  json_agg(json_build_object('id', s.id, 'titleVi', s.title_vi, 'number', s.number, 'publisher', s.publisher, 'url', s.url)),
  '[]'::json
) as body
from source s
where s.id = any ($1::text[])
