-- Periods and their reports: what is collected month by month, quarter by quarter. What of it the public sees, and who may write it,
-- stands in 0012.

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
