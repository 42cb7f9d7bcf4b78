-- Figures as they stand: the newest row of each id known by the day asked for, dated not after the day asked for, without
-- those taken back. Row security keeps illustrative figures out where they were not asked for by name.
-- No `distinct on`: it hides from the planner what is known of the columns, which then takes a thousand figures for one and
-- joins them by nested loops.
create view api.figure_now as
select f.*
from public.figure f
where f.known_on <= (select api.known_on())
  and not f.withdrawn
  and f.as_of <= (select api.as_of())
  and not exists (
    select from public.figure later
    where later.id = f.id and later.known_on > f.known_on and later.known_on <= (select api.known_on())
  );

-- The three ratios of industrial land and capital, each defined once and never mixed.
--
-- occupancyShare (tỷ lệ lấp đầy): NĐ 35/2022/NĐ-CP Điều 2 khoản 22, industrial and service land let to investors over all
-- industrial and service land. Before it, practice under NĐ 29/2008/NĐ-CP and NĐ 164/2013/NĐ-CP: leased over leasable
-- industrial land.
-- landDeploymentShare, capitalDeploymentShare: reading of the plan of Quyết định 1013/QĐ-UBND (Vĩnh Long, 18/6/2015), which
-- prints 86,3/175,42 ha and 985,5/3.931,2 tỷ đồng; no legal definition was found.
create view api.ratio as
select metric, numerator, denominator
from (
  values
    ('occupancyShare', 'leasedHa', 'leasableHa'),
    ('landDeploymentShare', 'deployedHa', 'leasedHa'),
    ('capitalDeploymentShare', 'deployedCapitalBillionVnd', 'registeredCapitalBillionVnd')
) as definition (metric, numerator, denominator);

-- Every site with itself and each site above it, one row per pair.
create view api.site_ancestry as
with recursive up (site_id, ancestor_id) as (
  select s.id, s.id from public.site s
  union all
  select up.site_id, s.parent_id
  from up
  join public.site s on s.id = up.ancestor_id
  where s.parent_id is not null
)
select site_id, ancestor_id from up;
