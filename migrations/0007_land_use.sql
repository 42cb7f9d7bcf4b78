-- Land use: lots and their descent, what happened to them, enterprises, projects with their certificates, leases, obstacles and
-- inspections. How far a lot has come is never typed in: it follows from dated events and leases (0008). Nothing here is
-- readable by the reading role of public requests.

create schema land;
revoke all on schema land from public;
grant usage on schema land to vlmap_writer;

-- Which rows a transaction sees and writes: the real ones, or those of the made-up set. The two never meet in one.
create function land.current_data_set() returns text language sql stable
  return coalesce(nullif(current_setting('vlmap.data_set', true), ''), 'published');

-- Vietnam Standard Industrial Classification of 2018 (Decision 27/2018/QĐ-TTg), divisions; further levels come with the data.
create table land.vsic (
  code text primary key check (code ~ '^\d{2,5}$'),
  name_vi text not null,
  name_en text not null
);

create table land.lot (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  -- A site without parts.
  site_id text not null references public.site (id),
  -- Once per site at any time.
  code text not null check (code is nfc normalized and code = btrim(code) and length(code) between 1 and 40),
  geom geometry (MultiPolygon, 4326) not null check (st_isvalid(geom) and not st_isempty(geom)),
  -- As decisions and contracts have it; what the outline measures stands beside it.
  stated_area_ha numeric not null check (stated_area_ha > 0 and stated_area_ha < 10000 and stated_area_ha = round(stated_area_ha, 4)),
  use text not null check (use in ('industrial', 'service', 'green', 'road', 'technical')),
  -- Last day exclusive: the lots that follow a split begin on the day this one ends.
  in_force daterange not null check (not isempty(in_force) and not lower_inf(in_force)),
  note text check (length(note) <= 2000),
  row_version integer not null default 1
);
create index lot_site on land.lot (site_id);
create index lot_geom on land.lot using gist (geom);

create table land.lot_lineage (
  parent_id bigint not null references land.lot (id),
  child_id bigint not null references land.lot (id),
  operation text not null check (operation in ('split', 'merge')),
  happened_on date not null,
  primary key (parent_id, child_id)
);
create index lineage_child on land.lot_lineage (child_id);

create table land.lot_event (
  id bigint generated always as identity primary key,
  lot_id bigint not null references land.lot (id),
  kind text not null check (kind in ('planned', 'cleared', 'state-leased', 'serviced', 'leasable', 'deployed', 'undeployed', 'withdrawn')),
  happened_on date not null,
  -- Of `deployed`: hectares in use from that day on; null: all that is leased.
  area_ha numeric check (area_ha > 0 and area_ha = round(area_ha, 4)),
  document_number text check (length(document_number) <= 100),
  document_on date,
  document_issuer text check (length(document_issuer) <= 200),
  note text check (length(note) <= 2000),
  -- Of a lot made by split or merge: the event of its parent that this one repeats.
  carried_from bigint references land.lot_event (id),
  row_version integer not null default 1,
  constraint event_area_is_deployed check (area_ha is null or kind = 'deployed')
);
create index event_lot on land.lot_event (lot_id, happened_on, id);

create table land.enterprise (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  -- Ten digits, or those with the three of a branch.
  tax_code text check (tax_code ~ '^\d{10}(-\d{3})?$'),
  name_vi text not null check (length(name_vi) between 1 and 300),
  name_en text check (length(name_en) between 1 and 300),
  -- Of the investor; ISO 3166-1 alpha-2.
  country text not null default 'VN' check (country ~ '^[A-Z]{2}$'),
  note text check (length(note) <= 2000),
  row_version integer not null default 1,
  constraint enterprise_tax_code_once unique (data_set, tax_code)
);

create table land.project (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  enterprise_id bigint not null references land.enterprise (id),
  site_id text not null references public.site (id),
  name_vi text not null check (length(name_vi) between 1 and 300),
  name_en text check (length(name_en) between 1 and 300),
  note text check (length(note) <= 2000),
  row_version integer not null default 1
);
create index project_site on land.project (site_id);
create index project_enterprise on land.project (enterprise_id);

-- An investment certificate and each of its amendments, as filed: two currencies are two figures, never one converted.
create table land.project_version (
  id bigint generated always as identity primary key,
  project_id bigint not null references land.project (id),
  n integer not null check (n > 0),
  kind text not null check (kind in ('first', 'amendment', 'termination')),
  certificate_number text check (length(certificate_number) between 1 and 100),
  -- The dossier came in; the time between the two is how long the procedure took.
  received_on date,
  issued_on date not null,
  sector_code text references land.vsic (code),
  registered_billion_vnd numeric check (registered_billion_vnd >= 0 and registered_billion_vnd < 1e9),
  registered_million_usd numeric check (registered_million_usd >= 0 and registered_million_usd < 1e9),
  is_fdi boolean not null,
  jobs_registered integer check (jobs_registered >= 0),
  note text check (length(note) <= 2000),
  row_version integer not null default 1,
  constraint version_once unique (project_id, n),
  constraint version_first_is_first check ((kind = 'first') = (n = 1)),
  constraint version_received_before check (received_on <= issued_on)
);

create table land.lease (
  id bigint generated always as identity primary key,
  lot_id bigint not null references land.lot (id),
  project_id bigint not null references land.project (id),
  contract_number text not null check (length(contract_number) between 1 and 100),
  signed_on date,
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  -- Since when the land has been held: earlier than `during` after a renewal without a gap, a split or a merge.
  held_since date not null,
  area_ha numeric not null check (area_ha > 0 and area_ha = round(area_ha, 4)),
  note text check (length(note) <= 2000),
  carried_from bigint references land.lease (id),
  row_version integer not null default 1,
  -- A range of one number stands for the number: so no extension is needed, which the embedded database may not have.
  constraint lease_no_overlap exclude using gist (int8range(lot_id, lot_id, '[]') with &&, during with &&),
  constraint lease_held_before check (held_since <= lower(during))
);
create index lease_lot on land.lease (lot_id);
create index lease_project on land.lease (project_id);

create table land.obstacle (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  site_id text not null references public.site (id),
  lot_id bigint references land.lot (id),
  category text not null check (category in ('clearance', 'infrastructure', 'environment', 'procedure', 'capital', 'other')),
  description text not null check (length(description) between 1 and 2000),
  -- Who has to act.
  owner_name text not null check (length(owner_name) between 1 and 200),
  opened_on date not null,
  due_on date,
  resolved_on date,
  resolution text check (length(resolution) <= 2000),
  row_version integer not null default 1,
  constraint obstacle_due_after check (due_on >= opened_on),
  constraint obstacle_resolved_after check (resolved_on >= opened_on)
);
create index obstacle_site on land.obstacle (site_id);

create table land.inspection (
  id bigint generated always as identity primary key,
  data_set text not null default land.current_data_set() check (data_set in ('published', 'illustrative')),
  site_id text not null references public.site (id),
  project_id bigint references land.project (id),
  inspected_on date not null,
  agency text not null check (length(agency) between 1 and 200),
  result text not null check (result in ('passed', 'findings', 'violation')),
  findings text check (length(findings) <= 4000),
  row_version integer not null default 1,
  constraint inspection_says_what check (result = 'passed' or findings is not null)
);
create index inspection_site on land.inspection (site_id);

-- Sites on which the account acts in one of the roles: what auth.may tells of one, of all at once, so that a policy asks once a query.
create function land.sites_in_roles(wanted text[]) returns text[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive held as materialized (
    select g.site_id, g.commune_id
    from auth.role_grant g
    join auth.account a on a.id = g.account_id
    where g.account_id = auth.account_id() and g.role = any (wanted) and g.revoked_at is null
      and a.disabled_at is null and (g.role not in ('approver', 'admin') or a.totp_confirmed_at is not null)
  ),
  below (id) as (
    select h.site_id from held h where h.site_id is not null
    union
    select s.id from public.site s join below on s.parent_id = below.id
  )
  select coalesce(array_agg(s.id), '{}')
  from public.site s
  where exists (select from held h where h.site_id is null and h.commune_id is null)
    or s.id in (select id from below)
    or exists (
      select from held h
      join public.crosswalk c on c.to_id = h.commune_id and c.from_id = s.commune_id
      join public.admin_unit u on u.id = c.to_id
      where c.share = 1 or st_covers(u.geom, s.geom)
    )
$$;
create function land.readable_sites() returns text[] language sql stable as $$
  select land.sites_in_roles('{viewer,officer,editor,approver}')
$$;
create function land.is_reader() returns boolean language sql stable as $$
  select auth.holds('viewer') or auth.holds('officer') or auth.holds('editor') or auth.holds('approver')
$$;

-- Row security. Rows with a site: by the roles held there; rows of a lot or project: as far as that is seen, and written where it
-- may be. Enterprises belong to no site: all who read land use see them, whoever edits anywhere enters them.
do $$
declare
  own text := 'data_set = (select land.current_data_set())';
  readable text := 'site_id = any ((select land.readable_sites())::text[])';
  editable text := 'site_id = any ((select land.sites_in_roles(''{editor}''))::text[])';
  reported text := 'site_id = any ((select land.sites_in_roles(''{officer}''))::text[])';
  lot_seen text := 'exists (select from land.lot l where l.id = %s)';
  lot_edited text := 'exists (select from land.lot l where l.id = %s and l.' || editable || ')';
  project_seen text := 'exists (select from land.project p where p.id = project_id)';
  project_edited text := 'exists (select from land.project p where p.id = project_id and p.' || editable || ')';
  secured record;
begin
  for secured in
    select * from (values
      ('lot', own || ' and ' || readable, own || ' and ' || editable),
      ('lot_lineage', format(lot_seen, 'child_id'), format(lot_edited, 'child_id') || ' and ' || format(lot_edited, 'parent_id')),
      ('lot_event', format(lot_seen, 'lot_id'), format(lot_edited, 'lot_id')),
      ('enterprise', own || ' and (select land.is_reader())', own || ' and (select auth.holds(''editor''))'),
      ('project', own || ' and ' || readable, own || ' and ' || editable),
      ('project_version', project_seen, project_edited),
      ('lease', format(lot_seen, 'lot_id'), format(lot_edited, 'lot_id')),
      ('obstacle', own || ' and ' || readable, own || ' and ' || reported),
      ('inspection', own || ' and ' || readable, own || ' and ' || reported)
    ) as list (name, read, write)
  loop
    execute format('alter table land.%I enable row level security', secured.name);
    execute format('create policy readers on land.%I for select to vlmap_writer using (%s)', secured.name, secured.read);
    execute format('create policy writers_add on land.%I for insert to vlmap_writer with check (%s)', secured.name, secured.write);
    execute format('grant select, insert on land.%I to vlmap_writer', secured.name);
    -- Descent is what happened: it is added to and stays.
    if secured.name <> 'lot_lineage' then
      execute format('create policy writers_change on land.%I for update to vlmap_writer using (%s) with check (%2$s)', secured.name, secured.write);
      execute format('create policy writers_remove on land.%I for delete to vlmap_writer using (%s)', secured.name, secured.write);
      execute format('grant update, delete on land.%I to vlmap_writer', secured.name);
    end if;
    perform audit.watch(format('land.%I', secured.name), case when secured.name = 'lot' then 'geom' end);
  end loop;
end $$;
alter table land.vsic enable row level security;
create policy readers on land.vsic for select to vlmap_writer using (true);
grant select on land.vsic to vlmap_writer;

create policy readers on audit.entry for select to vlmap_writer using (
  case
    when table_name like 'land.%' then
      data_set = (select land.current_data_set())
      and (site_id = any ((select land.readable_sites())::text[]) or (site_id is null and (select land.is_reader())))
    else (select auth.holds('admin'))
  end
);

revoke execute on all functions in schema land from public;
grant execute on all functions in schema land to vlmap_writer;

insert into land.vsic (code, name_vi, name_en)
values
  ('10', 'Sản xuất, chế biến thực phẩm', 'Manufacture of food products'),
  ('11', 'Sản xuất đồ uống', 'Manufacture of beverages'),
  ('12', 'Sản xuất sản phẩm thuốc lá', 'Manufacture of tobacco products'),
  ('13', 'Dệt', 'Manufacture of textiles'),
  ('14', 'Sản xuất trang phục', 'Manufacture of wearing apparel'),
  ('15', 'Sản xuất da và các sản phẩm có liên quan', 'Manufacture of leather and related products'),
  ('16', 'Chế biến gỗ và sản xuất sản phẩm từ gỗ, tre, nứa (trừ giường, tủ, bàn, ghế)', 'Manufacture of wood and products of wood, except furniture'),
  ('17', 'Sản xuất giấy và sản phẩm từ giấy', 'Manufacture of paper and paper products'),
  ('18', 'In, sao chép bản ghi các loại', 'Printing and reproduction of recorded media'),
  ('19', 'Sản xuất than cốc, sản phẩm dầu mỏ tinh chế', 'Manufacture of coke and refined petroleum products'),
  ('20', 'Sản xuất hóa chất và sản phẩm hóa chất', 'Manufacture of chemicals and chemical products'),
  ('21', 'Sản xuất thuốc, hóa dược và dược liệu', 'Manufacture of pharmaceuticals'),
  ('22', 'Sản xuất sản phẩm từ cao su và plastic', 'Manufacture of rubber and plastics products'),
  ('23', 'Sản xuất sản phẩm từ khoáng phi kim loại khác', 'Manufacture of other non-metallic mineral products'),
  ('24', 'Sản xuất kim loại', 'Manufacture of basic metals'),
  ('25', 'Sản xuất sản phẩm từ kim loại đúc sẵn (trừ máy móc, thiết bị)', 'Manufacture of fabricated metal products'),
  ('26', 'Sản xuất sản phẩm điện tử, máy vi tính và sản phẩm quang học', 'Manufacture of computer, electronic and optical products'),
  ('27', 'Sản xuất thiết bị điện', 'Manufacture of electrical equipment'),
  ('28', 'Sản xuất máy móc, thiết bị chưa được phân vào đâu', 'Manufacture of machinery and equipment n.e.c.'),
  ('29', 'Sản xuất ô tô và xe có động cơ khác', 'Manufacture of motor vehicles'),
  ('30', 'Sản xuất phương tiện vận tải khác', 'Manufacture of other transport equipment'),
  ('31', 'Sản xuất giường, tủ, bàn, ghế', 'Manufacture of furniture'),
  ('32', 'Công nghiệp chế biến, chế tạo khác', 'Other manufacturing'),
  ('33', 'Sửa chữa, bảo dưỡng và lắp đặt máy móc và thiết bị', 'Repair and installation of machinery and equipment'),
  ('35', 'Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hòa không khí', 'Electricity, gas, steam and air conditioning supply'),
  ('36', 'Khai thác, xử lý và cung cấp nước', 'Water collection, treatment and supply'),
  ('37', 'Thoát nước và xử lý nước thải', 'Sewerage'),
  ('38', 'Hoạt động thu gom, xử lý và tiêu hủy rác thải; tái chế phế liệu', 'Waste collection, treatment and disposal; materials recovery'),
  ('46', 'Bán buôn (trừ ô tô, mô tô, xe máy và xe có động cơ khác)', 'Wholesale trade, except of motor vehicles'),
  ('52', 'Kho bãi và các hoạt động hỗ trợ cho vận tải', 'Warehousing and support activities for transportation'),
  ('68', 'Hoạt động kinh doanh bất động sản', 'Real estate activities');
