-- From reports to figures: what a report makes public, what in it does not agree, and the one road by which it is approved; and who
-- sees and writes periods and reports.

-- What each approval published, for the version of the data and for whoever follows it.
create table public.publication (
  id bigint generated always as identity primary key,
  published_at timestamptz not null default clock_timestamp(),
  data_set text not null check (data_set in ('published', 'illustrative')),
  report_id bigint not null,
  site_id text not null references public.site (id)
);
alter table public.publication enable row level security;
create policy data_set on public.publication for select to vlmap_reader, vlmap_writer
using (data_set = 'published' or (select current_setting('vlmap.data_set', true)) = 'illustrative');
grant select on public.publication to vlmap_reader, vlmap_writer;

-- Digits as Vietnamese documents print them.
create function land.printed_vi(number numeric) returns text language sql immutable
  return rtrim(translate(to_char(trim_scale(number), 'FM999,999,999,999,990.999999999'), ',.', '.,'), ',');

-- What a report makes public at its period's last day: land as lots, events and leases tell it, projects and registered capital as
-- the certificates, implemented capital as the report itself says.
create function land.figures_of_report(r land.report) returns table (metric text, value numeric)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with p as (select period.to_day from land.period where period.id = r.period_id),
  lots as (
    select s.* from p, land.lot_stage(p.to_day) s join land.lot l on l.id = s.lot_id
    where l.site_id = r.site_id and l.data_set = r.data_set
  ),
  certificates as (
    select distinct on (v.project_id) v.*
    from p, land.project project join land.project_version v on v.project_id = project.id
    where project.site_id = r.site_id and project.data_set = r.data_set and v.issued_on <= p.to_day
    order by v.project_id, v.n desc
  ),
  valid as (select * from certificates where kind <> 'termination'),
  lines as (select l.* from land.report_project l where l.report_id = r.id)
  select * from (
    select 'leasableHa', sum(area_ha) filter (where land.stage_rank(stage) >= 5) from lots
    union all select 'leasedHa', sum(leased_ha) from lots
    union all select 'deployedHa', sum(deployed_ha) from lots
    union all select 'projects', case when count(*) > 0 then count(*) end from valid
    union all select 'projectsFdi', case when count(*) > 0 then count(*) filter (where is_fdi) end from valid
    union all select 'projectsDomestic', case when count(*) > 0 then count(*) filter (where not is_fdi) end from valid
    union all select 'registeredCapitalBillionVnd', sum(registered_billion_vnd) from valid
    union all select 'registeredCapitalMillionUsd', sum(registered_million_usd) from valid
    -- Only where it is the whole: a sum without a project that has not reported, or with part of it in another currency, is none.
    union all select 'deployedCapitalBillionVnd', sum(implemented_billion_vnd) from lines
    where not exists (
      select from valid left join lines said on said.project_id = valid.project_id
      where said.implemented_billion_vnd is null or said.implemented_million_usd > 0
    )
  ) made (metric, value)
  where value is not null
$$;

-- What does not agree, for the author before submitting and the approver before approving; one row per finding.
create function land.findings_of_report(r land.report) returns table (rule text, project_id bigint, stated numeric, expected numeric)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with p as (select period.to_day from land.period where period.id = r.period_id),
  used as (
    select s.project_id, sum(s.leased_ha) as leased_ha, sum(s.deployed_ha) as deployed_ha
    from p, land.lot_stage(p.to_day) s join land.lot l on l.id = s.lot_id
    where l.site_id = r.site_id and l.data_set = r.data_set and s.project_id is not null
    group by s.project_id
  ),
  filed as (
    select distinct on (v.project_id) v.project_id, v.kind, v.registered_billion_vnd
    from p, land.project project join land.project_version v on v.project_id = project.id
    where project.site_id = r.site_id and project.data_set = r.data_set and v.issued_on <= p.to_day
    order by v.project_id, v.n desc
  ),
  before as (
    select distinct on (l.project_id) l.project_id, l.implemented_billion_vnd
    from land.report_project l
    join land.report earlier on earlier.id = l.report_id and earlier.state = 'approved' and earlier.site_id = r.site_id
    join land.period ep on ep.id = earlier.period_id, p
    where ep.to_day < p.to_day and l.implemented_billion_vnd is not null
    order by l.project_id, ep.to_day desc, earlier.number desc
  ),
  line as (select l.* from land.report_project l where l.report_id = r.id)
  select 'deployed_as_lots', line.project_id, line.deployed_ha, coalesce(used.deployed_ha, 0)
  from line left join used on used.project_id = line.project_id
  where line.deployed_ha is distinct from coalesce(used.deployed_ha, 0) and line.deployed_ha is not null
  union all
  select 'implemented_within_registered', line.project_id, line.implemented_billion_vnd, filed.registered_billion_vnd
  from line join filed on filed.project_id = line.project_id
  where line.implemented_billion_vnd > filed.registered_billion_vnd
  union all
  select 'implemented_never_falls', line.project_id, line.implemented_billion_vnd, before.implemented_billion_vnd
  from line join before on before.project_id = line.project_id
  where line.implemented_billion_vnd < before.implemented_billion_vnd
  union all
  select 'project_reported', filed.project_id, null, null
  from filed where filed.kind <> 'termination' and not exists (select from line where line.project_id = filed.project_id)
$$;

-- The same, of a report that one sees; the rows of the policies above decide.
create function land.findings_of(wanted bigint) returns table (rule text, project_id bigint, stated numeric, expected numeric)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select f.* from land.report r, land.findings_of_report(r) f
  where r.id = wanted and r.data_set = land.current_data_set() and r.site_id = any (land.readable_sites())
$$;

-- Whether the account had a hand in a report: wrote it, or any line of it.
create function land.had_a_hand(r land.report, account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.author_id = account
    or exists (
      select from audit.entry e
      where e.table_name = 'land.report_project' and e.account_id = account
        and coalesce(e.new, e.old) ->> 'report_id' = r.id::text
    )
    or exists (
      select from audit.entry e
      where e.table_name = 'land.report' and e.row_id = r.id::text and e.account_id = account
        and (e.old is null or e.new ->> 'state' = 'submitted')
    )
$$;

-- The one road to what the public sees: checks who approves, writes the figures of the report as reported ones, says which were taken
-- back by a correction, and marks the report. All or nothing.
create function land.approve_report(approved bigint, version integer, why text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report;
  p land.period;
  account uuid := auth.account_id();
  today date := (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date;
  source text;
  published integer;
begin
  perform audit.hold_chain();
  select * into r from land.report where id = approved and data_set = land.current_data_set();
  if not found or not (auth.may('approver', r.site_id) or r.site_id = any (land.readable_sites())) then
    perform land.refuse_missing('reports', approved);
  end if;
  if not auth.may('approver', r.site_id) then
    raise exception 'account may not approve for %', r.site_id using errcode = '42501';
  end if;
  if r.row_version <> version then perform land.refuse_version('reports', approved); end if;
  if land.had_a_hand(r, account) then perform land.refuse('approver_is_not_author', 'state'); end if;
  if r.state <> 'submitted' then
    perform land.refuse('report_state_in_order', 'state', jsonb_build_object('from', r.state, 'to', 'approved'));
  end if;
  select * into p from land.period where id = r.period_id;
  if p.to_day > today then perform land.refuse('period_is_over', 'period_id', jsonb_build_object('to', p.to_day)); end if;

  source := 'bao-cao-' || r.id;
  insert into public.source (id, data_set, title_vi, title_en, publisher, kind, language, published_on, reliability)
  select source, r.data_set, 'Báo cáo kỳ ' || period_words.vi || ' của ' || s.name_vi, 'Report of ' || period_words.en || ', ' || s.name_en,
    'Ban Quản lý các khu công nghiệp Vĩnh Long', 'report', 'vi', today, case when r.data_set = 'published' then 'high' else 'low' end
  from public.subject s,
    (select p.from_day::text || ' – ' || p.to_day::text as vi, p.from_day::text || ' to ' || p.to_day::text as en) period_words
  where s.id = r.site_id;
  if exists (
    select from public.figure f where f.subject_id = r.site_id and f.as_of = p.to_day and f.known_on >= today and f.id like '%.reported'
  ) then
    perform land.refuse('correction_another_day', 'state');
  end if;
  -- What an approved report of the same period had said and this one no longer does.
  insert into public.figure (id, known_on, subject_id, metric, value, printed, decimals, qualifier, as_of, period, method, source_id, confidence, withdrawn)
  select f.id, today, f.subject_id, f.metric, f.value, f.printed, f.decimals, f.qualifier, f.as_of, f.period, f.method, source, f.confidence, true
  from (
    select distinct on (old.id) old.* from public.figure old
    where old.subject_id = r.site_id and old.as_of = p.to_day and old.period = p.from_day || '–' || p.to_day and old.id like '%.reported'
    order by old.id, old.known_on desc
  ) f
  where not f.withdrawn and f.metric not in (select made.metric from land.figures_of_report(r) made);
  insert into public.figure (id, known_on, subject_id, metric, value, printed, decimals, qualifier, as_of, period, method, source_id, confidence)
  select r.site_id || '.' || made.metric || '.' || p.to_day || '.' || p.kind || '.reported', today, r.site_id, made.metric, made.value, land.printed_vi(made.value),
    scale(trim_scale(made.value)), 'exact', p.to_day, p.from_day || '–' || p.to_day,
    case when r.data_set = 'published' then 'reported' else 'illustrative' end, source,
    case when r.data_set = 'published' then 'high' else 'low' end
  from land.figures_of_report(r) made;
  get diagnostics published = row_count;
  if published = 0 then perform land.refuse('report_says_something', 'state'); end if;
  update land.report set state = 'approved', approved_at = clock_timestamp(), remark = why where id = approved;
  insert into public.publication (data_set, report_id, site_id) values (r.data_set, r.id, r.site_id);
end $$;

do $$
declare
  own text := 'data_set = (select land.current_data_set())';
  readable text := 'site_id = any ((select land.readable_sites())::text[])';
  editable text := 'site_id = any ((select land.sites_in_roles(''{editor}''))::text[])';
  handled text := 'site_id = any ((select land.sites_in_roles(''{editor,approver}''))::text[])';
  of_report text := 'exists (select from land.report r where r.id = report_id%s)';
begin
  alter table land.period_rule enable row level security;
  create policy readers on land.period_rule for select to vlmap_writer using (true);
  grant select on land.period_rule to vlmap_writer;

  alter table land.period enable row level security;
  execute format('create policy readers on land.period for select to vlmap_writer using (%s and (select land.is_reader()))', own);
  execute format('create policy writers_add on land.period for insert to vlmap_writer with check (%s and (select auth.holds(''editor'')))', own);
  execute format('create policy writers_change on land.period for update to vlmap_writer using (%s and ((select auth.holds(''editor'')) or (select auth.holds(''approver'')))) with check (%1$s)', own);
  execute format('create policy writers_remove on land.period for delete to vlmap_writer using (%s and (select auth.holds(''editor'')))', own);
  grant select, insert, update, delete on land.period to vlmap_writer;

  alter table land.report enable row level security;
  execute format('create policy readers on land.report for select to vlmap_writer using (%s and %s)', own, readable);
  execute format('create policy writers_add on land.report for insert to vlmap_writer with check (%s and %s and author_id = auth.account_id() and state = ''draft'')', own, editable);
  -- The approved state is written by land.approve_report alone, which runs with other rights.
  execute format('create policy writers_change on land.report for update to vlmap_writer using (%s and %s) with check (%1$s and %2$s and state <> ''approved'')', own, handled);
  execute format('create policy writers_remove on land.report for delete to vlmap_writer using (%s and %s and state = ''draft'')', own, editable);
  grant select, insert, update, delete on land.report to vlmap_writer;

  alter table land.report_project enable row level security;
  execute format('create policy readers on land.report_project for select to vlmap_writer using (%s)', format(of_report, ''));
  execute format('create policy writers on land.report_project for all to vlmap_writer using (%s) with check (%1$s)', format(of_report, ' and r.' || editable));
  grant select, insert, update, delete on land.report_project to vlmap_writer;
end $$;
select audit.watch(name::regclass) from unnest(array['land.period', 'land.report', 'land.report_project']) as list (name);

-- Rows of land use that the general road knows, with those of reports.
create or replace function land.table_of(kind text) returns regclass language plpgsql stable as $$
declare
  found_name text := (
    select name from (values
      ('lots', 'lot'), ('events', 'lot_event'), ('enterprises', 'enterprise'), ('projects', 'project'),
      ('project-versions', 'project_version'), ('leases', 'lease'), ('obstacles', 'obstacle'), ('inspections', 'inspection'),
      ('periods', 'period'), ('reports', 'report'), ('report-projects', 'report_project')
    ) as list (known, name) where known = kind
  );
begin
  if found_name is null then raise exception 'no land use of kind %', kind; end if;
  return ('land.' || found_name)::regclass;
end $$;

revoke execute on all functions in schema land from public;
grant execute on all functions in schema land to vlmap_writer;
revoke execute on function land.check_lot(bigint), land.figures_of_report(land.report), land.findings_of_report(land.report),
  land.had_a_hand(land.report, uuid) from vlmap_writer;
