-- Projects in force on a day with their registered capital and what approved reports say was carried out, the newest first and the one
-- before it. $1 day, $2 site?. One row per project.
select project.id as "projectId", project.name_vi as "projectNameVi", project.site_id as "siteId",
  first.issued_on::text as "firstIssuedOn", filed.issued_on::text as "issuedOn", filed.certificate_number as "certificateNumber",
  filed.registered_billion_vnd::float as "registeredBillionVnd", filed.registered_million_usd::float as "registeredMillionUsd",
  coalesce((
    select jsonb_agg(newest.line order by newest.to_day desc, newest.number desc)
    from (
      select distinct on (p.to_day) p.to_day, r.number, jsonb_build_object('periodId', p.id, 'on', p.to_day,
        'billionVnd', line.implemented_billion_vnd, 'millionUsd', line.implemented_million_usd, 'jobs', line.jobs, 'ha', line.deployed_ha) as line
      from land.report_project line
      join land.report r on r.id = line.report_id and r.state = 'approved'
      join land.period p on p.id = r.period_id and p.to_day <= $1
      where line.project_id = project.id
      order by p.to_day desc, r.number desc
      limit 2
    ) newest
  ), '[]') as lines
from land.project project
join lateral (
  select v.* from land.project_version v where v.project_id = project.id and v.issued_on <= $1 order by v.n desc limit 1
) filed on filed.kind <> 'termination'
join land.project_version first on first.project_id = project.id and first.n = 1
where $2::text is null or project.site_id = $2
order by project.id
