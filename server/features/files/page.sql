-- Rows of a collection after an id, in the order of their ids, with the version of the data they are of, so that pages of two
-- versions are never taken for one. RELATION and COLUMNS come from the collection's description. $1 id, $2 how many, $3 SRID.
select (select version from api.data_version) as version,
  json_agg(json_build_array(p.id, encode(st_asbinary(st_transform(p.geom, $3::int), 'NDR'), 'hex'), p.cells) order by p.id collate "C")::text as rows
from (
  select r.id, r.geom, COLUMNS as cells
  from RELATION r
  where r.id collate "C" > $1
  order by r.id collate "C"
  limit $2
) p
