-- Ids of all sites in the order of the list, one row holding an array.
select coalesce(
  json_agg(s.id order by s.kind_order, s.whole_ordinal, s.is_part, s.ordinal, s.name_order collate "C"), '[]'::json
) as body
from api.site_json s
