-- What the form of a report holds, one row of JSON: the report and its period, and a line for each project of the site whose newest
-- certificate by the period's last day is no termination. $1 report.
with
r as (select report.* from land.report report where report.id = $1),
p as (select period.* from land.period period join r on r.period_id = period.id),
filed as (
  select distinct on (v.project_id) v.*
  from r, p, land.project project join land.project_version v on v.project_id = project.id
  where project.site_id = r.site_id and v.issued_on <= p.to_day
  order by v.project_id, v.n desc
),
used as (
  select s.project_id, sum(s.leased_ha) as leased_ha, sum(s.deployed_ha) as deployed_ha
  from r, p, land.lot_stage(p.to_day) s
  where s.site_id = r.site_id and s.project_id is not null
  group by s.project_id
),
earlier as (
  select distinct on (l.project_id) l.*, ep.to_day
  from r, p, land.report_project l
  join land.report before on before.id = l.report_id and before.state = 'approved'
  join land.period ep on ep.id = before.period_id
  where before.site_id = r.site_id and ep.to_day < p.to_day
  order by l.project_id, ep.to_day desc, before.number desc
)
select jsonb_build_object(
  'report', jsonb_build_object('id', r.id, 'state', r.state, 'rowVersion', r.row_version, 'number', r.number, 'dataSet', r.data_set),
  'period', jsonb_build_object('fromDay', p.from_day, 'toDay', p.to_day, 'dueOn', p.due_on, 'kind', p.kind, 'title', p.title),
  'siteVi', named.name_vi,
  'siteEn', named.name_en,
  'lines', coalesce((
    select jsonb_agg(jsonb_build_object(
      'projectId', project.id, 'projectVi', project.name_vi, 'projectEn', project.name_en, 'enterpriseVi', enterprise.name_vi,
      'certificateNumber', filed.certificate_number,
      'registeredBillionVnd', filed.registered_billion_vnd, 'registeredMillionUsd', filed.registered_million_usd,
      'leasedHa', coalesce(used.leased_ha, 0), 'lotsDeployedHa', coalesce(used.deployed_ha, 0),
      'earlier', case when earlier.id is not null then jsonb_build_object(
        'toDay', earlier.to_day, 'implementedBillionVnd', earlier.implemented_billion_vnd, 'implementedMillionUsd', earlier.implemented_million_usd,
        'jobs', earlier.jobs, 'deployedHa', earlier.deployed_ha
      ) end,
      'line', case when line.id is not null then land.to_api(to_jsonb(line)) end
    ) order by project.id)
    from filed
    join land.project project on project.id = filed.project_id
    join land.enterprise enterprise on enterprise.id = project.enterprise_id
    left join used on used.project_id = project.id
    left join earlier on earlier.project_id = project.id
    left join land.report_project line on line.report_id = r.id and line.project_id = project.id
    where filed.kind <> 'termination' or line.id is not null
  ), '[]'::jsonb)
) as form
from r, p, public.subject named
where named.id = r.site_id
