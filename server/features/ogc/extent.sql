-- What a collection spans, one row: west, south, east and north, and the first and last day where it has any.
select st_xmin(box.b) as west, st_ymin(box.b) as south, st_xmax(box.b) as east, st_ymax(box.b) as north, box.first::text as first, box.last::text as last
from (
  select st_extent(c.geom) as b, min(/* from */) as first, max(/* to */) as last
  from /* relation */ c
) box
