-- Sites that a period is to be reported of, with their newest report and how late it is. $1 period, $2 day.
select p.site_id as "siteId", named.name_vi as "nameVi", named.name_en as "nameEn", p.report_id as "reportId", p.state, p.late_days as "lateDays"
from land.period_progress($2) p
join public.site s on s.id = p.site_id
join public.subject named on named.id = p.site_id
where p.period_id = $1
order by s.ordinal, s.id collate "C"
