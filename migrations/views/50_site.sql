-- Kinds of sites in the order of lists.
create view api.site_kind as
select kind, place
from unnest(
  array['zone', 'corridor', 'cluster', 'market', 'supermarket', 'mall', 'port', 'airport', 'ferry', 'bridge']
) with ordinality as listed (kind, place);

-- Sites as the API sends them (contracts/sites.ts) with what lists are filtered and ordered by, one row per site.
create view api.site_json as
with
headline as materialized (
  select f.subject_id, json_agg(f.json order by f.metric collate "C", f.target_id collate "C") as figures
  from api.figure_json f
  join public.site s on s.id = f.subject_id
  where f.superseded_by is null
  group by f.subject_id
),
child as materialized (
  select c.parent_id, json_agg(c.id order by c.ordinal, c.id collate "C") as ids
  from public.site c
  where c.parent_id is not null
  group by c.parent_id
)
select s.id, s.kind, s.status, s.parent_id, s.district_id, s.commune_id, s.search_key, s.geom,
  listed.place as kind_order,
  -- Parts stand right after their whole.
  coalesce(whole.ordinal, s.ordinal) as whole_ordinal,
  s.parent_id is not null as is_part,
  s.ordinal,
  -- The folded name first, so that lists stand in Vietnamese letter order without a collation both back ends would need.
  s.search_key || ' ' || s.id as name_order,
  row_to_json(sent) as json
from public.site s
join public.subject subject on subject.id = s.id
join api.site_kind listed on listed.kind = s.kind
left join public.site whole on whole.id = s.parent_id
left join public.subject commune on commune.id = s.commune_id
left join public.subject district on district.id = s.district_id
left join api.commune_now successor on successor.commune_id = s.commune_id
left join public.subject commune_now on commune_now.id = successor.commune_now_id
left join child on child.parent_id = s.id
left join headline on headline.subject_id = s.id
-- A row, as in api.figure_json.
cross join lateral (
  select
    s.id as "id",
    s.data_set as "dataSet",
    s.kind as "kind",
    s.status as "status",
    s.parent_id as "parentId",
    coalesce(child.ids, '[]'::json) as "childIds",
    subject.name_vi as "nameVi",
    subject.name_en as "nameEn",
    s.short_name_vi as "shortNameVi",
    s.short_name_en as "shortNameEn",
    s.search_key as "searchKey",
    case when commune.id is not null
      then json_build_object('id', commune.id, 'nameVi', commune.name_vi, 'nameEn', commune.name_en) end as "commune",
    case when district.id is not null
      then json_build_object('id', district.id, 'nameVi', district.name_vi, 'nameEn', district.name_en) end as "district",
    case when commune_now.id is not null
      then json_build_object('id', commune_now.id, 'nameVi', commune_now.name_vi, 'nameEn', commune_now.name_en) end as "communeNow",
    case when s.geom is not null then json_build_array(st_x(s.geom), st_y(s.geom)) end as "position",
    s.geometry_quality as "geometryQuality",
    case when s.geometry_method_vi is not null
      then json_build_object('vi', s.geometry_method_vi, 'en', coalesce(s.geometry_method_en, s.geometry_method_vi)) end as "geometryMethod",
    s.geometry_source_id as "geometrySource",
    case when s.position_doubt_vi is not null
      then json_build_object('vi', s.position_doubt_vi, 'en', coalesce(s.position_doubt_en, s.position_doubt_vi)) end as "positionDoubt",
    case when s.note_vi is not null
      then json_build_object('vi', s.note_vi, 'en', coalesce(s.note_en, s.note_vi)) end as "note",
    coalesce(headline.figures, '[]'::json) as "figures"
) sent;

-- Statements in words: the newest row of each known by the day asked for, dated not after the day asked for.
create view api.fact_now as
select newest.*
from (
  select distinct on (f.id) f.*
  from public.fact f
  where f.known_on <= (select api.known_on())
  order by f.id, f.known_on desc
) newest
where newest.as_of <= (select api.as_of());

-- Groups a site is counted in: it is a member, part of a member, or the whole of one. One row per pair.
create view api.site_in_group as
select up.site_id, member.group_id
from api.site_ancestry up
join public.site_group_member member on member.site_id = up.ancestor_id
union
select down.ancestor_id, member.group_id
from api.site_ancestry down
join public.site_group_member member on member.site_id = down.site_id;
