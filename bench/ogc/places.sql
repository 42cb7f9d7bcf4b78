-- $1 points in a grid over the province, in the layer of places. Their ids do not follow their place.
insert into shape (layer, id, name_vi, name_en, rank, class, source_id, geom)
select 'places', 'bench-' || lpad(md5(n::text), 32), 'Ấp ' || n, 'Hamlet ' || n, 1 + n % 9, 'hamlet',
  (select id from source order by id limit 1),
  st_setsrid(st_makepoint(105.7 + 0.6 * (n % 400) / 400.0, 9.9 + 0.5 * (n / 400) / 1000.0), 4326)
from generate_series(1, $1::integer) as n
