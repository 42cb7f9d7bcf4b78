-- Sites that are the sum of their parts, one row each: a control total adds the area of the whole up from those of all its
-- parts, without a shortfall. Parts of any other site need not be all there is of it.
create view api.complete_whole as
with
total as materialized (
  select c.id, c.total_figure_id, c.operands
  from public.control_total c
  where c.rule = 'sumOfFigures' and coalesce(c.declared_shortfall, 0) = 0
),
-- Narrowed first, by an array because the planner takes a join for a loop: figures as they stand are costly to look through.
area as materialized (
  select f.id, f.subject_id, f.value
  from api.figure_now f
  where f.metric = 'grossHa' and f.id = any (array(select unnest(t.operands || t.total_figure_id) from total t))
)
select distinct whole.subject_id as site_id
from total t
join area whole on whole.id = t.total_figure_id
join public.site child on child.parent_id = whole.subject_id
left join area part on part.subject_id = child.id and part.id = any (t.operands)
group by t.id, whole.subject_id, whole.value, t.operands
having count(part.id) = count(*) and count(*) = cardinality(t.operands) and sum(part.value) = whole.value;
