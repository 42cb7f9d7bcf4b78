-- Features of a layer after an id, in the order of their ids, as many as fit. $1 layer, $2 id, $3 how many.
select f.id, f.properties, f.weight, st_asbinary(f.geom) as wkb
from RELATION f
where f.layer = $1 and f.id collate "C" > $2
order by f.id collate "C"
limit $3
