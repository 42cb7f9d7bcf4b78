-- Upload links: whoever develops the infrastructure of a site hands in a report without signing in. A link is for one report, made by an
-- editor of its site; it opens the form of that report and nothing else, and is used up when the report is handed in. Nothing of land
-- use becomes readable by it: each step is a function that asks for the code of the link, which the database knows by its hash only.

-- The reporter of a site: what is written by its links is written in this account's name, which has no password.
alter table auth.account add column reports_for text unique references public.site (id);
alter table auth.one_time_link
  add column report_id bigint references land.report (id) on delete cascade,
  add column data_set text check (data_set in ('published', 'illustrative'));
alter table auth.one_time_link
  add constraint upload_has_its_report check ((purpose = 'upload') = (report_id is not null and data_set is not null)),
  add constraint upload_has_its_account check (purpose <> 'upload' or account_id is not null);
create index one_time_link_report on auth.one_time_link (report_id) where report_id is not null;

-- Handing in is for those who write reports, and for the reporter of the site.
create or replace function land.guard_report() returns trigger
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
    and not (new.state = 'submitted' and auth.may('reporter', new.site_id))
  then
    raise exception 'account may not make a report %', new.state using errcode = '42501';
  end if;
  return null;
end $$;

-- What the form of a report holds: the report and its period, and a line for each project of the site whose newest certificate by the
-- period's last day is no termination. Null where there is no report to be seen.
create function land.report_form(of_report bigint) returns jsonb language sql stable as $$
  with
  r as (select report.* from land.report report where report.id = of_report),
  p as (select period.* from land.period period join r on r.period_id = period.id),
  filed as (
    select distinct on (v.project_id) v.*
    from r, p, land.project project join land.project_version v on v.project_id = project.id
    where project.site_id = r.site_id and project.data_set = r.data_set and v.issued_on <= p.to_day
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
    where before.site_id = r.site_id and before.data_set = r.data_set and ep.to_day < p.to_day
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
$$;

-- The report that the account in whose name the transaction runs reaches by a code: while the link is open, the account may report
-- for the site, and the report is with its author.
create function land.linked_report(hash bytea) returns land.report
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report;
begin
  select report.* into r
  from auth.one_time_link l join land.report report on report.id = l.report_id
  where l.code_hash = hash and l.purpose = 'upload' and l.account_id = auth.account_id()
    and l.used_at is null and l.revoked_at is null and l.expires_at > clock_timestamp()
    and report.data_set = land.current_data_set() and report.state in ('draft', 'returned') and auth.may('reporter', report.site_id);
  if r.id is null then perform land.refuse_missing('reports', 0); end if;
  return r;
end $$;

-- The form, with what the reporter is to know beside it.
create function land.linked_form(hash bytea) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report := land.linked_report(hash);
begin
  return land.report_form(r.id) || jsonb_build_object('remark', r.remark);
end $$;

-- Earlier versions of a line of the report, oldest first. One row each.
create function land.linked_history(hash bytea, line bigint) returns setof jsonb
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report := land.linked_report(hash);
begin
  if not exists (select from land.report_project l where l.id = line and l.report_id = r.id) then
    perform land.refuse_missing('report-projects', line);
  end if;
  return query select land.history_of('report-projects', line);
end $$;

-- Writes what the report says of a project; `version` is that of the line it has, null where it has none.
create function land.linked_write(hash bytea, about_project bigint, version integer, given jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report;
  line bigint;
  said jsonb := given - array['id', 'reportId', 'projectId', 'rowVersion'];
begin
  perform audit.hold_chain();
  r := land.linked_report(hash);
  if version is null then
    perform land.add_row('report-projects', said || jsonb_build_object('reportId', r.id, 'projectId', about_project));
  else
    select l.id into line from land.report_project l where l.report_id = r.id and l.project_id = about_project;
    perform land.change_row('report-projects', coalesce(line, 0), version, said);
  end if;
end $$;

-- Hands the report in, which uses the link up.
create function land.linked_hand_in(hash bytea, address text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report;
  link uuid;
begin
  perform audit.hold_chain();
  r := land.linked_report(hash);
  if not exists (select from land.report_project l where l.report_id = r.id) then
    perform land.refuse('report_has_lines', 'state');
  end if;
  update land.report set state = 'submitted', submitted_at = clock_timestamp() where id = r.id;
  update auth.one_time_link set used_at = clock_timestamp() where code_hash = hash returning id into link;
  insert into auth.event (kind, account_id, actor_id, address, detail)
  values ('link-used', auth.account_id(), auth.account_id(), address, jsonb_build_object('link', link, 'purpose', 'upload', 'report', r.id));
end $$;

-- A report that whoever asks edits; refused where there is none to be seen.
create function land.report_to_link(of_report bigint) returns land.report
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report;
begin
  select * into r from land.report
  where id = of_report and data_set = land.current_data_set() and site_id = any (land.readable_sites());
  if not found then perform land.refuse_missing('reports', of_report); end if;
  if not auth.may('editor', r.site_id) then raise exception 'account may not edit at %', r.site_id using errcode = '42501'; end if;
  return r;
end $$;

-- The link of a report that is open, without its code; null where there is none.
create function land.upload_link(of_report bigint) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
declare
  r land.report := land.report_to_link(of_report);
begin
  return (
    select jsonb_build_object(
      'madeBy', audit.actor_name(l.created_by),
      'madeAt', to_char(l.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'expiresAt', to_char(l.expires_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    )
    from auth.one_time_link l
    where l.report_id = r.id and l.used_at is null and l.revoked_at is null and l.expires_at > clock_timestamp()
    order by l.created_at desc limit 1
  );
end $$;

create function land.end_upload_link(of_report bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report := land.report_to_link(of_report);
begin
  update auth.one_time_link set revoked_at = clock_timestamp() where report_id = r.id and used_at is null and revoked_at is null;
end $$;

-- A link for a report that is with its author; what was made before for it no longer works. The first one for a site makes the
-- account of its reporter; an administrator who disables that account, or takes its role back, ends all links of the site.
create function land.make_upload_link(of_report bigint, hash bytea, days integer, address text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r land.report;
  reporter uuid;
  made uuid;
begin
  perform audit.hold_chain();
  r := land.report_to_link(of_report);
  if r.state not in ('draft', 'returned') then
    perform land.refuse('report_with_author', 'id', jsonb_build_object('state', r.state));
  end if;
  select a.id into reporter from auth.account a where a.reports_for = r.site_id;
  if reporter is null then
    insert into auth.account (login, display_name, reports_for)
    select 'nop-bao-cao.' || left(r.site_id, 40) || '.' || left(gen_random_uuid()::text, 8), left('Đơn vị báo cáo · ' || s.name_vi, 100), r.site_id
    from public.subject s where s.id = r.site_id
    returning id into reporter;
    insert into auth.role_grant (account_id, role, site_id, granted_by) values (reporter, 'reporter', r.site_id, auth.account_id());
    insert into auth.event (kind, account_id, actor_id, address, detail)
    values ('account-made', reporter, auth.account_id(), address, jsonb_build_object('reportsFor', r.site_id));
  elsif not exists (
    select from auth.account a join auth.role_grant g on g.account_id = a.id
    where a.id = reporter and a.disabled_at is null and g.role = 'reporter' and g.revoked_at is null
      and (g.site_id = r.site_id or (g.site_id is null and g.commune_id is null))
  ) then
    perform land.refuse('reporter_is_stopped', 'id');
  end if;
  perform land.end_upload_link(of_report);
  insert into auth.one_time_link (code_hash, purpose, account_id, site_id, report_id, data_set, created_by, expires_at)
  values (hash, 'upload', reporter, r.site_id, r.id, r.data_set, auth.account_id(), clock_timestamp() + make_interval(days => days))
  returning id into made;
  insert into auth.event (kind, account_id, actor_id, address, detail)
  values ('link-made', reporter, auth.account_id(), address, jsonb_build_object('link', made, 'purpose', 'upload', 'report', r.id));
end $$;

revoke execute on function land.report_form(bigint), land.linked_report(bytea), land.linked_form(bytea), land.linked_history(bytea, bigint),
  land.linked_write(bytea, bigint, integer, jsonb), land.linked_hand_in(bytea, text), land.report_to_link(bigint), land.upload_link(bigint),
  land.end_upload_link(bigint), land.make_upload_link(bigint, bytea, integer, text) from public;
grant execute on function land.report_form(bigint), land.linked_form(bytea), land.linked_history(bytea, bigint),
  land.linked_write(bytea, bigint, integer, jsonb), land.linked_hand_in(bytea, text), land.upload_link(bigint),
  land.end_upload_link(bigint), land.make_upload_link(bigint, bytea, integer, text) to vlmap_writer;
