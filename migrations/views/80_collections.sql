-- What leaves the house as a table or layer: one view per collection of server/collections/collections.ts, which names these columns.
-- `id`, `geom` and then the properties, flat and with the names files have. Like every view they show what the transaction's own
-- settings choose: nothing dated or learnt later than asked, and nothing made up unless asked for by name.

-- Sites with their headline figures: value, day, method and source each. The value is null where a source gives a range only.
create view api.collection_sites as
with
headline as materialized (
  select f.subject_id, jsonb_object_agg(part.key, part.value) as columns
  from api.figure_current f
  join public.site s on s.id = f.subject_id
  -- leasedHa becomes leased_ha.
  cross join lateral (select lower(regexp_replace(f.metric, '([A-Z])', '_\1', 'g')) as name) metric
  cross join lateral (
    values
      (metric.name, to_jsonb(f.value)),
      (metric.name || '_as_of', to_jsonb(f.as_of)),
      (metric.name || '_method', to_jsonb(f.method)),
      (metric.name || '_source', to_jsonb(f.source_id))
  ) as part (key, value)
  where f.superseded_by is null and f.target_id is null
  group by f.subject_id
),
-- Whom a site without a position is known from: the newest list that names it.
listed as materialized (
  select distinct on (member.site_id) member.site_id, v.source_id
  from public.plan_version_member member
  join public.plan_version v on v.id = member.plan_version_id
  order by member.site_id, v.as_of desc, v.id collate "C"
)
select s.id, s.geom, s.kind, s.status, subject.name_vi, subject.name_en, s.short_name_vi, s.short_name_en, s.parent_id,
  s.commune_id, commune.name_vi as commune_name_vi, commune.name_en as commune_name_en,
  s.district_id, district.name_vi as district_name_vi, district.name_en as district_name_en,
  commune_now.id as commune_now_id, commune_now.name_vi as commune_now_name_vi, commune_now.name_en as commune_now_name_en,
  s.geometry_quality, s.geometry_method_vi, s.geometry_method_en, s.position_doubt_vi, s.position_doubt_en, s.note_vi, s.note_en,
  coalesce(s.geometry_source_id, listed.source_id) as source_id, s.data_set,
  h.gross_ha, h.gross_ha_as_of, h.gross_ha_method, h.gross_ha_source,
  h.leasable_ha, h.leasable_ha_as_of, h.leasable_ha_method, h.leasable_ha_source,
  h.leased_ha, h.leased_ha_as_of, h.leased_ha_method, h.leased_ha_source,
  h.remaining_ha, h.remaining_ha_as_of, h.remaining_ha_method, h.remaining_ha_source,
  h.deployed_ha, h.deployed_ha_as_of, h.deployed_ha_method, h.deployed_ha_source,
  h.occupancy_share, h.occupancy_share_as_of, h.occupancy_share_method, h.occupancy_share_source,
  h.land_deployment_share, h.land_deployment_share_as_of, h.land_deployment_share_method, h.land_deployment_share_source,
  h.registered_capital_billion_vnd, h.registered_capital_billion_vnd_as_of, h.registered_capital_billion_vnd_method, h.registered_capital_billion_vnd_source,
  h.registered_capital_million_usd, h.registered_capital_million_usd_as_of, h.registered_capital_million_usd_method, h.registered_capital_million_usd_source,
  h.deployed_capital_billion_vnd, h.deployed_capital_billion_vnd_as_of, h.deployed_capital_billion_vnd_method, h.deployed_capital_billion_vnd_source,
  h.capital_deployment_share, h.capital_deployment_share_as_of, h.capital_deployment_share_method, h.capital_deployment_share_source,
  h.projects, h.projects_as_of, h.projects_method, h.projects_source,
  h.projects_fdi, h.projects_fdi_as_of, h.projects_fdi_method, h.projects_fdi_source,
  h.projects_domestic, h.projects_domestic_as_of, h.projects_domestic_method, h.projects_domestic_source,
  h.establishments, h.establishments_as_of, h.establishments_method, h.establishments_source,
  h.establishments_operating, h.establishments_operating_as_of, h.establishments_operating_method, h.establishments_operating_source,
  h.infrastructure_capital_billion_vnd, h.infrastructure_capital_billion_vnd_as_of, h.infrastructure_capital_billion_vnd_method, h.infrastructure_capital_billion_vnd_source,
  h.workers_forecast, h.workers_forecast_as_of, h.workers_forecast_method, h.workers_forecast_source,
  h.land_rent_usd_per_m2, h.land_rent_usd_per_m2_as_of, h.land_rent_usd_per_m2_method, h.land_rent_usd_per_m2_source,
  h.factory_rent_usd_per_m2_month, h.factory_rent_usd_per_m2_month_as_of, h.factory_rent_usd_per_m2_month_method, h.factory_rent_usd_per_m2_month_source,
  h.infrastructure_fee_usd_per_m2_year, h.infrastructure_fee_usd_per_m2_year_as_of, h.infrastructure_fee_usd_per_m2_year_method, h.infrastructure_fee_usd_per_m2_year_source,
  h.management_fee_usd_per_m2_year, h.management_fee_usd_per_m2_year_as_of, h.management_fee_usd_per_m2_year_method, h.management_fee_usd_per_m2_year_source,
  h.wastewater_fee_usd_per_m3, h.wastewater_fee_usd_per_m3_as_of, h.wastewater_fee_usd_per_m3_method, h.wastewater_fee_usd_per_m3_source,
  h.lease_term_from_year, h.lease_term_from_year_as_of, h.lease_term_from_year_method, h.lease_term_from_year_source,
  h.lease_term_to_year, h.lease_term_to_year_as_of, h.lease_term_to_year_method, h.lease_term_to_year_source,
  h.market_class, h.market_class_as_of, h.market_class_method, h.market_class_source,
  h.business_points, h.business_points_as_of, h.business_points_method, h.business_points_source,
  h.market_area_m2, h.market_area_m2_as_of, h.market_area_m2_method, h.market_area_m2_source,
  h.port_capacity_tonnes_per_year, h.port_capacity_tonnes_per_year_as_of, h.port_capacity_tonnes_per_year_method, h.port_capacity_tonnes_per_year_source,
  h.ship_tonnes, h.ship_tonnes_as_of, h.ship_tonnes_method, h.ship_tonnes_source,
  h.storage_tonnes, h.storage_tonnes_as_of, h.storage_tonnes_method, h.storage_tonnes_source,
  h.quay_length_m, h.quay_length_m_as_of, h.quay_length_m_method, h.quay_length_m_source
from public.site s
join public.subject subject on subject.id = s.id
left join public.subject commune on commune.id = s.commune_id
left join public.subject district on district.id = s.district_id
left join api.commune_now successor on successor.commune_id = s.commune_id
left join public.subject commune_now on commune_now.id = successor.commune_now_id
left join listed on listed.site_id = s.id
left join headline on headline.subject_id = s.id
left join lateral jsonb_to_record(headline.columns) as h (
  gross_ha numeric, gross_ha_as_of date, gross_ha_method text, gross_ha_source text,
  leasable_ha numeric, leasable_ha_as_of date, leasable_ha_method text, leasable_ha_source text,
  leased_ha numeric, leased_ha_as_of date, leased_ha_method text, leased_ha_source text,
  remaining_ha numeric, remaining_ha_as_of date, remaining_ha_method text, remaining_ha_source text,
  deployed_ha numeric, deployed_ha_as_of date, deployed_ha_method text, deployed_ha_source text,
  occupancy_share numeric, occupancy_share_as_of date, occupancy_share_method text, occupancy_share_source text,
  land_deployment_share numeric, land_deployment_share_as_of date, land_deployment_share_method text, land_deployment_share_source text,
  registered_capital_billion_vnd numeric, registered_capital_billion_vnd_as_of date, registered_capital_billion_vnd_method text, registered_capital_billion_vnd_source text,
  registered_capital_million_usd numeric, registered_capital_million_usd_as_of date, registered_capital_million_usd_method text, registered_capital_million_usd_source text,
  deployed_capital_billion_vnd numeric, deployed_capital_billion_vnd_as_of date, deployed_capital_billion_vnd_method text, deployed_capital_billion_vnd_source text,
  capital_deployment_share numeric, capital_deployment_share_as_of date, capital_deployment_share_method text, capital_deployment_share_source text,
  projects bigint, projects_as_of date, projects_method text, projects_source text,
  projects_fdi bigint, projects_fdi_as_of date, projects_fdi_method text, projects_fdi_source text,
  projects_domestic bigint, projects_domestic_as_of date, projects_domestic_method text, projects_domestic_source text,
  establishments bigint, establishments_as_of date, establishments_method text, establishments_source text,
  establishments_operating bigint, establishments_operating_as_of date, establishments_operating_method text, establishments_operating_source text,
  infrastructure_capital_billion_vnd numeric, infrastructure_capital_billion_vnd_as_of date, infrastructure_capital_billion_vnd_method text, infrastructure_capital_billion_vnd_source text,
  workers_forecast bigint, workers_forecast_as_of date, workers_forecast_method text, workers_forecast_source text,
  land_rent_usd_per_m2 numeric, land_rent_usd_per_m2_as_of date, land_rent_usd_per_m2_method text, land_rent_usd_per_m2_source text,
  factory_rent_usd_per_m2_month numeric, factory_rent_usd_per_m2_month_as_of date, factory_rent_usd_per_m2_month_method text, factory_rent_usd_per_m2_month_source text,
  infrastructure_fee_usd_per_m2_year numeric, infrastructure_fee_usd_per_m2_year_as_of date, infrastructure_fee_usd_per_m2_year_method text, infrastructure_fee_usd_per_m2_year_source text,
  management_fee_usd_per_m2_year numeric, management_fee_usd_per_m2_year_as_of date, management_fee_usd_per_m2_year_method text, management_fee_usd_per_m2_year_source text,
  wastewater_fee_usd_per_m3 numeric, wastewater_fee_usd_per_m3_as_of date, wastewater_fee_usd_per_m3_method text, wastewater_fee_usd_per_m3_source text,
  lease_term_from_year bigint, lease_term_from_year_as_of date, lease_term_from_year_method text, lease_term_from_year_source text,
  lease_term_to_year bigint, lease_term_to_year_as_of date, lease_term_to_year_method text, lease_term_to_year_source text,
  market_class bigint, market_class_as_of date, market_class_method text, market_class_source text,
  business_points bigint, business_points_as_of date, business_points_method text, business_points_source text,
  market_area_m2 numeric, market_area_m2_as_of date, market_area_m2_method text, market_area_m2_source text,
  port_capacity_tonnes_per_year numeric, port_capacity_tonnes_per_year_as_of date, port_capacity_tonnes_per_year_method text, port_capacity_tonnes_per_year_source text,
  ship_tonnes numeric, ship_tonnes_as_of date, ship_tonnes_method text, ship_tonnes_source text,
  storage_tonnes numeric, storage_tonnes_as_of date, storage_tonnes_method text, storage_tonnes_source text,
  quay_length_m numeric, quay_length_m_as_of date, quay_length_m_method text, quay_length_m_source text
) on true;

-- Figures, printed and derived, with the point of the site they are about. superseded_by is null for those that are headlines.
create view api.collection_figures as
select f.id, site.geom, f.subject_id, subject.type as subject_type, subject.name_vi as subject_name_vi, subject.name_en as subject_name_en,
  f.metric, f.target_id, target.name_vi as target_name_vi, target.name_en as target_name_en,
  f.value, f.low, f.high, f.printed, f.decimals, f.qualifier, m.unit, f.as_of, f.period, f.method, f.source_id, f.locator, f.formula,
  nullif(array_to_string(f.inputs, ' '), '') as inputs,
  f.confidence, f.known_on, f.restates, f.superseded_by, f.note_vi, f.note_en,
  case f.method when 'illustrative' then 'illustrative' else 'published' end as data_set
from api.figure_current f
join public.metric m on m.id = f.metric
join public.subject subject on subject.id = f.subject_id
left join public.subject target on target.id = f.target_id
left join public.site site on site.id = f.subject_id;

create view api.collection_unit as
select e.edition, u.level, u.id, st_multi(u.geom)::geometry (MultiPolygon, 4326) as geom, u.code, u.type, s.name_vi, s.name_en, u.parent_id,
  u.valid_from, u.valid_to, u.source_id, s.data_set
from public.admin_unit u
join public.subject s on s.id = u.id
join api.unit_edition e on e.id = u.id;

create view api.collection_shape as
select sh.layer, sh.id, st_multi(sh.geom) as multi, sh.geom, sh.name_vi, sh.name_en, sh.class, sh.rank, sh.site_id, sh.source_id,
  'published'::text as data_set
from public.shape sh;

create view api.collection_province as
select u.id, u.geom, u.code, u.type, u.name_vi, u.name_en, u.parent_id, u.valid_from, u.valid_to, u.source_id, u.data_set
from api.collection_unit u
where u.level = 'province';

create view api.collection_districts as
select u.id, u.geom, u.code, u.type, u.name_vi, u.name_en, u.parent_id, u.valid_from, u.valid_to, u.source_id, u.data_set
from api.collection_unit u
where u.level = 'district';

create view api.collection_communes as
select u.id, u.geom, u.code, u.type, u.name_vi, u.name_en, u.parent_id, u.valid_from, u.valid_to, u.source_id, u.data_set
from api.collection_unit u
where u.level = 'commune' and u.edition = '2015';

create view api.collection_communes_2025 as
select u.id, u.geom, u.code, u.type, u.name_vi, u.name_en, u.parent_id, u.valid_from, u.valid_to, u.source_id, u.data_set
from api.collection_unit u
where u.level = 'commune' and u.edition = '2025';

create view api.collection_site_outlines as
select sh.id, sh.multi::geometry (MultiPolygon, 4326) as geom, sh.name_vi, sh.name_en, sh.class, sh.rank, sh.site_id, sh.source_id, sh.data_set
from api.collection_shape sh
where sh.layer = 'site-outlines';

create view api.collection_neighbours as
select sh.id, sh.multi::geometry (MultiPolygon, 4326) as geom, sh.name_vi, sh.name_en, sh.class, sh.rank, sh.source_id, sh.data_set
from api.collection_shape sh
where sh.layer = 'neighbours';

create view api.collection_water as
select sh.id, sh.multi::geometry (MultiPolygon, 4326) as geom, sh.name_vi, sh.name_en, sh.class, sh.rank, sh.source_id, sh.data_set
from api.collection_shape sh
where sh.layer = 'water';

create view api.collection_rivers as
select sh.id, sh.multi::geometry (MultiLineString, 4326) as geom, sh.name_vi, sh.name_en, sh.class, sh.rank, sh.source_id, sh.data_set
from api.collection_shape sh
where sh.layer = 'rivers';

create view api.collection_roads as
select sh.id, sh.multi::geometry (MultiLineString, 4326) as geom, sh.name_vi, sh.name_en, sh.class, sh.rank, sh.source_id, sh.data_set
from api.collection_shape sh
where sh.layer = 'roads';

create view api.collection_places as
select sh.id, sh.geom::geometry (Point, 4326) as geom, sh.name_vi, sh.name_en, sh.class, sh.rank, sh.source_id, sh.data_set
from api.collection_shape sh
where sh.layer = 'places';
