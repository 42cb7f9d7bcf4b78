-- The funnel of each site on a day, beside the headline of its gross area as of that day (setting as_of). $1 day. One row per site.
select s.site_id as "siteId", subject.name_vi as "nameVi", subject.name_en as "nameEn", s.lots, s.planned_ha as "plannedHa",
  s.cleared_ha as "clearedHa", s.state_leased_ha as "stateLeasedHa", s.serviced_ha as "servicedHa", s.leasable_ha as "leasableHa",
  s.leased_ha as "leasedHa", s.deployed_ha as "deployedHa", s.idle_ha as "idleHa", s.measured_ha as "measuredHa",
  published.value as "publishedGrossHa", published.id as "publishedFigureId",
  case when published.value > 0 then round(s.planned_ha / published.value - 1, 6) end as "differenceShare"
from land.site_land($1) s
join public.subject subject on subject.id = s.site_id
left join api.figure_current published
  on published.subject_id = s.site_id and published.metric = 'grossHa' and published.superseded_by is null
order by s.site_id
