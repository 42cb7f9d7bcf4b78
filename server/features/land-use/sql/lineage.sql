-- Descent of lots. $1 site?. One row per pair.
select d.parent_id as "parentId", d.child_id as "childId", d.operation, d.happened_on as "happenedOn"
from land.lot_lineage d
join land.lot l on l.id = d.child_id
where $1::text is null or l.site_id = $1
order by d.child_id, d.parent_id
