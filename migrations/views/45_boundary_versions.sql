-- Boundary version of each administrative unit: '2015' until 30 June 2025, with districts; '2025' since, without.
create view api.unit_edition as
select u.id, u.level, case when u.valid_from >= date '2025-07-01' then '2025' else '2015' end as edition
from public.admin_unit u;

-- The commune that took a former one over whole, on days when it exists already. Of a commune that was split, the part a
-- place fell to is not known here.
create view api.commune_now as
select c.from_id as commune_id, c.to_id as commune_now_id
from public.crosswalk c
join public.admin_unit later on later.id = c.to_id
where c.share = 1 and later.valid_from <= (select api.as_of());
