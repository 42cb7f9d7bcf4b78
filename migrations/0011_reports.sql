-- Periods and their reports: what is collected month by month, quarter by quarter, and what of it was approved. Approval alone
-- makes figures that the public sees; it is one transaction of the database, and refuses whoever had a hand in the report.

-- How periods run, by the document that says so. `cut_off_day` 1: calendar months; 15: from the 15th of the month before to the
-- 14th of the last month. `due_days` after the last day; null where the document names none.
create table land.period_rule (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null check (kind in ('month', 'quarter', 'half-year', 'year')),
  site_kind text check (site_kind in ('zone', 'cluster')),
  cut_off_day integer not null check (cut_off_day between 1 and 28),
  due_days integer check (due_days between 1 and 90),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  document text not null,
  locator text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  note_vi text not null,
  note_en text not null
);
insert into land.period_rule (id, kind, site_kind, cut_off_day, due_days, valid_from, document, locator, confidence, note_vi, note_en)
values
  ('plan-month', 'month', null, 1, 10, '2015-06-18', '1013/QĐ-UBND', 'IV.9', 'medium', 'Kế hoạch yêu cầu báo cáo hàng tháng; ngày chốt và hạn nộp là quy ước của bản đồ này', 'The Plan asks for a report each month; cut-off and deadline are a convention of this map'),
  ('plan-quarter', 'quarter', null, 1, 10, '2015-06-18', '1013/QĐ-UBND', 'IV.9', 'medium', 'Kế hoạch yêu cầu báo cáo hàng quý; ngày chốt và hạn nộp là quy ước của bản đồ này', 'The Plan asks for a report each quarter; cut-off and deadline are a convention of this map'),
  ('plan-year', 'year', null, 1, 15, '2015-06-18', '1013/QĐ-UBND', 'IV.9', 'medium', 'Kế hoạch yêu cầu báo cáo hàng năm; ngày chốt và hạn nộp là quy ước của bản đồ này', 'The Plan asks for a report each year; cut-off and deadline are a convention of this map'),
  ('cluster-half-year', 'half-year', 'cluster', 15, 6, '2024-10-01', '14/2024/TT-BCT', 'chế độ báo cáo cụm công nghiệp', 'medium', 'Số liệu từ 15/12 đến 14/6, nộp trước 20/6', 'Figures from 15 December to 14 June, due before 20 June'),
  ('cluster-year', 'year', 'cluster', 15, 6, '2024-10-01', '14/2024/TT-BCT', 'chế độ báo cáo cụm công nghiệp', 'medium', 'Số liệu từ 15/12 năm trước đến 14/12, nộp trước 20/12', 'Figures from 15 December of the year before to 14 December, due before 20 December');

-- First and last day and deadline of the n-th period of a year.
create function land.period_days(rule land.period_rule, year integer, number integer, out from_day date, out to_day date, out due_on date)
language sql immutable as $$
  with length as (
    select case rule.kind when 'month' then 1 when 'quarter' then 3 when 'half-year' then 6 else 12 end as months
  ),
  calendar as (
    select (make_date(year, 1, 1) + make_interval(months => months * (number - 1)))::date as begins,
      (make_date(year, 1, 1) + make_interval(months => months * number))::date as ends
    from length
  ),
  cut as (
    select case when rule.cut_off_day = 1 then begins else (begins - interval '1 month')::date + rule.cut_off_day - 1 end as first_day,
      case when rule.cut_off_day = 1 then ends - 1 else (ends - interval '1 month')::date + rule.cut_off_day - 2 end as last_day
    from calendar
  )
  select first_day, last_day, last_day + rule.due_days from cut
$$;

create table land.period (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  kind text not null check (kind in ('month', 'quarter', 'half-year', 'year', 'ad-hoc')),
  rule_id text references land.period_rule (id),
  year integer check (year between 1990 and 2100),
  number integer check (number between 1 and 12),
  from_day date not null,
  to_day date not null,
  due_on date not null,
  -- Of a period outside the rules: who asked for it, by which letter.
  title text check (length(title) between 1 and 200),
  document text check (length(document) between 1 and 200),
  state text not null default 'open' check (state in ('open', 'closed', 'reopened')),
  row_version integer not null default 1,
  constraint period_days_in_order check (from_day <= to_day and due_on >= to_day),
  constraint period_has_basis check (
    case kind when 'ad-hoc' then rule_id is null and title is not null and document is not null
      else rule_id is not null and year is not null and number is not null end
  ),
  constraint period_once unique nulls not distinct (data_set, rule_id, year, number, title)
);

create table land.report (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  period_id bigint not null references land.period (id),
  site_id text not null references public.site (id),
  -- The report that this one corrects, where one was approved before.
  number integer not null,
  author_id uuid not null default auth.account_id(),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved')),
  submitted_at timestamptz,
  approved_at timestamptz,
  -- Why it was returned, or what the approver remarks.
  remark text check (length(remark) <= 2000),
  note text check (length(note) <= 2000),
  row_version integer not null default 1,
  constraint report_once unique (period_id, site_id, number)
);
create index report_site on land.report (site_id);
-- Of one site and period at most one report is not approved yet.
create unique index report_one_open on land.report (period_id, site_id) where state <> 'approved';

-- What a report says of a project at the period's last day. Two currencies stay two figures.
create table land.report_project (
  id bigint generated always as identity primary key,
  report_id bigint not null references land.report (id) on delete cascade,
  project_id bigint not null references land.project (id),
  implemented_billion_vnd numeric check (implemented_billion_vnd >= 0 and implemented_billion_vnd < 1e9),
  implemented_million_usd numeric check (implemented_million_usd >= 0 and implemented_million_usd < 1e9),
  jobs integer check (jobs >= 0),
  deployed_ha numeric check (deployed_ha >= 0 and deployed_ha = round(deployed_ha, 4)),
  note text check (length(note) <= 2000),
  row_version integer not null default 1,
  constraint report_project_once unique (report_id, project_id)
);
create index report_project_report on land.report_project (report_id);

create function land.guard_period() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  span record;
  rule land.period_rule;
begin
  if new.rule_id is not null then
    select * into rule from land.period_rule where id = new.rule_id;
    span := land.period_days(rule, new.year, new.number);
    if new.kind <> rule.kind or new.number > 12 / (case rule.kind when 'month' then 1 when 'quarter' then 3 when 'half-year' then 6 else 12 end) then
      perform land.refuse('period_follows_rule', 'number');
    elsif (new.from_day, new.to_day) is distinct from (span.from_day, span.to_day) then
      perform land.refuse('period_follows_rule', 'from_day', jsonb_build_object('from', span.from_day, 'to', span.to_day));
    end if;
  end if;
  if tg_op = 'UPDATE' and old.state <> new.state and (old.state, new.state) not in (('open', 'closed'), ('closed', 'reopened'), ('reopened', 'closed')) then
    perform land.refuse('period_state_in_order', 'state', jsonb_build_object('from', old.state, 'to', new.state));
  -- Closing and reopening is for those who approve.
  elsif tg_op = 'UPDATE' and old.state <> new.state and auth.account_id() is not null and not auth.holds('approver') then
    raise exception 'account may not close or open periods' using errcode = '42501';
  end if;
  return null;
end $$;

-- The days of a period follow from its rule; only what is ad hoc is typed in.
create function land.fill_period() returns trigger language plpgsql as $$
declare
  span record;
  rule land.period_rule;
begin
  if new.rule_id is not null then
    select * into rule from land.period_rule where id = new.rule_id;
    if not found then perform land.refuse('period_rule_id_fkey', 'rule_id'); end if;
    span := land.period_days(rule, new.year, new.number);
    new.kind := coalesce(new.kind, rule.kind);
    new.from_day := coalesce(new.from_day, span.from_day);
    new.to_day := coalesce(new.to_day, span.to_day);
    new.due_on := coalesce(new.due_on, span.due_on, span.to_day);
  end if;
  return new;
end $$;

create function land.guard_report() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if exists (select from public.site part where part.parent_id = new.site_id and part.data_set in ('published', new.data_set)) then
      perform land.refuse('report_of_leaf_site', 'site_id', jsonb_build_object('site', new.site_id));
    elsif not exists (select from land.period p where p.id = new.period_id and p.data_set = new.data_set) then
      perform land.refuse('report_period_fkey', 'period_id');
    elsif exists (select from land.period p where p.id = new.period_id and p.state = 'closed') then
      perform land.refuse('report_in_open_period', 'period_id');
    end if;
  elsif old.state = 'approved' then
    perform land.refuse('report_is_approved', 'state');
  elsif old.state <> new.state and (old.state, new.state) not in
    (('draft', 'submitted'), ('submitted', 'returned'), ('returned', 'submitted'), ('submitted', 'approved'))
  then
    perform land.refuse('report_state_in_order', 'state', jsonb_build_object('from', old.state, 'to', new.state));
  -- Handing in is for those who write reports, giving back for those who approve them.
  elsif old.state <> new.state and auth.account_id() is not null
    and not auth.may(case new.state when 'submitted' then 'editor' else 'approver' end, new.site_id)
  then
    raise exception 'account may not make a report %', new.state using errcode = '42501';
  end if;
  return null;
end $$;
create function land.number_report() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  new.number := coalesce(new.number, (
    select coalesce(max(r.number), 0) + 1 from land.report r where r.period_id = new.period_id and r.site_id = new.site_id
  ));
  return new;
end $$;

-- Lines are written while the report is with its author, and only of projects of its site.
create function land.guard_report_line() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  about bigint := case when tg_op = 'DELETE' then old.report_id else new.report_id end;
  r land.report;
begin
  select * into r from land.report where id = about;
  if not found then return null; end if;
  if r.state not in ('draft', 'returned') then
    perform land.refuse('report_with_author', 'report_id', jsonb_build_object('state', r.state));
  end if;
  if tg_op <> 'DELETE' and not exists (
    select from land.project p join public.site s on s.id = r.site_id
    where p.id = new.project_id and p.data_set = r.data_set and p.site_id in (s.id, s.parent_id)
  ) then
    perform land.refuse('report_project_of_site', 'project_id');
  end if;
  return null;
end $$;

create trigger raise_version before insert or update on land.period for each row execute function land.raise_version('id', 'data_set', 'rule_id', 'year', 'number');
create trigger raise_version before insert or update on land.report for each row execute function land.raise_version('id', 'data_set', 'period_id', 'site_id', 'number', 'author_id');
create trigger raise_version before insert or update on land.report_project for each row execute function land.raise_version('id', 'report_id', 'project_id');
create trigger fill_period before insert on land.period for each row execute function land.fill_period();
create trigger number_report before insert on land.report for each row execute function land.number_report();
create trigger guard after insert or update on land.period for each row execute function land.guard_period();
create trigger guard after insert or update on land.report for each row execute function land.guard_report();
create trigger guard after insert or update or delete on land.report_project for each row execute function land.guard_report_line();

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
    union all select 'deployedCapitalBillionVnd', sum(implemented_billion_vnd) from lines
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
