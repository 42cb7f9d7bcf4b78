-- Sites that a period is to be reported of, with their newest report and how late it is. $1 period, $2 day.
select s.id as "siteId", named.name_vi as "nameVi", named.name_en as "nameEn", newest.id as "reportId", newest.state,
  case when newest.state in ('submitted', 'approved') then 0 else greatest(0, $2::date - p.due_on) end as "lateDays"
from land.period p
left join land.period_rule rule on rule.id = p.rule_id
join public.site s on exists (select from land.lot l where l.site_id = s.id and l.in_force && daterange(p.from_day, p.to_day, '[]'))
  or exists (select from land.project project where project.site_id = s.id)
join public.subject named on named.id = s.id
left join lateral (
  select r.id, r.state from land.report r where r.period_id = p.id and r.site_id = s.id order by r.number desc limit 1
) newest on true
where p.id = $1 and (rule.site_kind is null or rule.site_kind = s.kind) and s.id = any ((select land.readable_sites())::text[])
order by s.ordinal, s.id collate "C"
