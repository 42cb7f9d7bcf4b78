-- Sums over the leaf sites of a group at one date, one row per group, additive metric and date with at least two leaves known.
-- A sum never stands for the whole group: leaves without a figure at that date are named as missing.
create view api.group_sum as
with
leaf as materialized (
  select member.group_id, s.id as site_id, min(member.ordinal) as member_ordinal, s.ordinal, subject.name_vi, subject.name_en
  from public.site_group_member member
  join api.site_ancestry down on down.ancestor_id = member.site_id
  join public.site s on s.id = down.site_id
  join public.subject subject on subject.id = s.id
  where not exists (select from public.site child where child.parent_id = s.id)
  group by member.group_id, s.id, s.ordinal, subject.name_vi, subject.name_en
),
printed as materialized (
  select distinct on (f.subject_id, f.metric, f.as_of) f.id, f.subject_id, f.metric, f.as_of, f.value
  from api.figure_now f
  join public.metric m on m.id = f.metric and m.additive
  where f.method in ('published', 'reported') and f.value is not null and f.restates is null and f.target_id is null
  order by f.subject_id, f.metric, f.as_of, f.confidence = 'low', f.known_on desc, f.id collate "C"
),
present as (
  select l.group_id, p.metric, p.as_of,
    sum(p.value) as value,
    json_agg(p.id order by l.member_ordinal, l.ordinal, l.site_id collate "C") as inputs,
    json_agg(
      json_build_object('id', l.site_id, 'nameVi', l.name_vi, 'nameEn', l.name_en)
      order by l.member_ordinal, l.ordinal, l.site_id collate "C"
    ) as members,
    array_agg(l.site_id) as site_ids
  from leaf l
  join printed p on p.subject_id = l.site_id
  group by l.group_id, p.metric, p.as_of
  having count(*) >= 2
)
select present.group_id, present.metric, present.as_of, present.value, present.inputs, present.members,
  coalesce(
    (
      select json_agg(
        json_build_object('id', l.site_id, 'nameVi', l.name_vi, 'nameEn', l.name_en)
        order by l.member_ordinal, l.ordinal, l.site_id collate "C"
      )
      from leaf l
      where l.group_id = present.group_id and l.site_id <> all (present.site_ids)
    ),
    '[]'::json
  ) as missing
from present;
