-- Published facts: sources, subjects, figures and the lists they are reconciled with.
-- Figures and facts are append-only from here on: a correction is a new row with a later known_on.

create table source (
  id text primary key,
  title_vi text not null,
  title_en text not null,
  number text,
  publisher text not null,
  kind text not null,
  language text not null check (language in ('vi', 'en')),
  published_on date,
  retrieved_on date,
  url text,
  licence text,
  credit text,
  reliability text not null check (reliability in ('high', 'medium', 'low')),
  note_vi text,
  note_en text
);

-- What a figure can be about. One id space, so that a figure's subject is one foreign key.
create table subject (
  id text primary key,
  type text not null check (type in ('province', 'district', 'commune', 'site', 'group', 'place')),
  name_vi text not null,
  name_en text not null
);

create table admin_unit (
  id text primary key references subject (id),
  level text not null check (level in ('province', 'district', 'commune')),
  code text not null,
  type text not null,
  parent_id text references admin_unit (id),
  valid_to date,
  source_id text not null references source (id),
  geom geometry (MultiPolygon, 4326) check (st_isvalid(geom))
);
create index admin_unit_geom on admin_unit using gist (geom);

create table site (
  id text primary key references subject (id),
  kind text not null,
  status text not null,
  parent_id text references site (id),
  ordinal integer not null,
  short_name_vi text not null,
  short_name_en text not null,
  -- Folded by contracts/search-key.ts: names, aliases, commune and district.
  search_key text not null,
  commune_id text references admin_unit (id),
  district_id text references admin_unit (id),
  geom geometry (Point, 4326),
  geometry_quality text not null,
  geometry_method_vi text,
  geometry_method_en text,
  geometry_source_id text references source (id),
  position_doubt_vi text,
  position_doubt_en text,
  note_vi text,
  note_en text,
  constraint site_without_point check ((geom is null) = (geometry_quality = 'districtOnly')),
  constraint site_point_has_source check (geom is null or geometry_source_id is not null)
);
create index site_geom on site using gist (geom);
create index site_parent on site (parent_id);

create table site_group (
  id text primary key references subject (id),
  note_vi text,
  note_en text
);
create table site_group_member (
  group_id text not null references site_group (id),
  site_id text not null references site (id),
  ordinal integer not null,
  primary key (group_id, site_id)
);

-- The registry of contracts/metrics.ts, loaded with the data.
create table metric (
  id text primary key,
  unit text not null,
  additive boolean not null,
  durable boolean not null,
  integer boolean not null,
  printed_factor numeric not null check (printed_factor > 0)
);

create table figure (
  id text not null,
  known_on date not null,
  subject_id text not null references subject (id),
  metric text not null references metric (id),
  target_id text references subject (id),
  -- The upper bounds refuse NaN, which PostgreSQL sorts above every number.
  value numeric check (value > -1e15 and value < 1e15),
  low numeric check (low > -1e15 and low < 1e15),
  high numeric check (high > -1e15 and high < 1e15),
  printed text,
  decimals integer check (decimals between 0 and 9),
  qualifier text not null check (qualifier in ('exact', 'over', 'nearly', 'about')),
  as_of date not null,
  period text not null,
  method text not null check (method in ('published', 'reported', 'derived', 'estimate', 'illustrative')),
  source_id text references source (id),
  locator text,
  formula text,
  inputs text[] not null default '{}',
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  restates text,
  withdrawn boolean not null default false,
  note_vi text,
  note_en text,
  primary key (id, known_on),
  constraint figure_value_or_range check ((value is not null and low is null and high is null) or (value is null and low <= high)),
  constraint figure_published_has_source check (method not in ('published', 'reported') or (source_id is not null and printed is not null)),
  constraint figure_derived_has_formula check (method not in ('derived', 'estimate') or (formula is not null and cardinality(inputs) > 0)),
  constraint figure_distance_has_target check ((metric = 'distanceKm') = (target_id is not null)),
  constraint figure_known_after check (known_on >= as_of)
);
create index figure_subject on figure (subject_id, metric, as_of desc);
create index figure_source on figure (source_id);

create table fact (
  id text not null,
  known_on date not null,
  subject_id text not null references subject (id),
  topic text not null,
  text_vi text not null,
  text_en text not null,
  as_of date not null,
  period text not null,
  source_id text not null references source (id),
  locator text,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  primary key (id, known_on),
  constraint fact_known_after check (known_on >= as_of)
);
create index fact_subject on fact (subject_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only: add a row with a later known_on instead', tg_table_name using errcode = '23001';
end $$;
create trigger figure_append_only before update or delete on figure for each row execute function refuse_change();
create trigger fact_append_only before update or delete on fact for each row execute function refuse_change();
create trigger figure_no_truncate before truncate on figure for each statement execute function refuse_change();
create trigger fact_no_truncate before truncate on fact for each statement execute function refuse_change();

create table obstacle (
  id text primary key,
  subject_id text not null references subject (id),
  topic text not null,
  text_vi text not null,
  text_en text not null,
  as_of date not null,
  period text not null,
  source_id text not null references source (id),
  locator text
);

create table plan_version (
  id text primary key,
  topic text not null check (topic in ('zones', 'clusters', 'markets')),
  name_vi text not null,
  name_en text not null,
  as_of date not null,
  period text not null,
  source_id text not null references source (id),
  locator text,
  -- Ids of published totals; figures have a two-column key, so the importer checks that they exist.
  figure_ids text[] not null default '{}',
  note_vi text,
  note_en text
);
create table plan_version_member (
  plan_version_id text not null references plan_version (id),
  site_id text not null references site (id),
  stage text,
  primary key (plan_version_id, site_id)
);

create table sector (
  id text primary key,
  letter text not null unique,
  name_vi text not null,
  name_en text not null,
  orientation_vi text not null,
  orientation_en text not null,
  source_id text not null references source (id),
  locator text not null
);

create table target (
  id text primary key,
  sector_id text references sector (id),
  statement_vi text not null,
  statement_en text not null,
  target_year integer not null,
  level_figure_id text,
  growth_figure_id text,
  baseline_figure_id text,
  source_id text not null references source (id),
  locator text not null,
  constraint target_has_figure check (level_figure_id is not null or growth_figure_id is not null)
);

create table control_total (
  id text primary key,
  statement_vi text not null,
  statement_en text not null,
  total_figure_id text not null,
  rule text not null check (rule in ('countOfList', 'sumOfList', 'sumOfFigures')),
  plan_version_id text references plan_version (id),
  metric text references metric (id),
  market_class integer,
  stage text,
  operands text[] not null default '{}',
  declared_shortfall numeric,
  shortfall_reason_vi text,
  shortfall_reason_en text,
  constraint control_total_shortfall_has_reason check (declared_shortfall is null or (shortfall_reason_vi is not null and shortfall_reason_en is not null))
);

create table check_rule (
  id text primary key,
  rule text not null check (rule in ('ratio', 'sum', 'parts', 'growth', 'growthPath', 'same')),
  result_metric text not null references metric (id),
  operand_metrics text[] not null,
  years integer,
  scope text check (scope in ('source', 'subject')),
  statement_vi text not null,
  statement_en text not null
);

-- Basemap and outline shapes: layer is the file they came from.
create table shape (
  layer text not null,
  id text not null,
  name_vi text,
  name_en text,
  rank integer not null,
  class text,
  source_id text not null references source (id),
  site_id text references site (id),
  geom geometry (Geometry, 4326) not null check (st_isvalid(geom)),
  primary key (layer, id)
);

-- One row per completed load; the content_hash of the newest is the data version.
create table data_load (
  id bigint generated always as identity primary key,
  content_hash text not null,
  loaded_at timestamptz not null default now(),
  rows_loaded integer not null
);
