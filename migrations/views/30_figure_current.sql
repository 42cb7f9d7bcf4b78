-- All figures, printed and derived, each with the figure that made it history; superseded_by is null for headlines.
-- Headline of a subject, metric and target: illustrative only if nothing else is known, no repeated print, low confidence only if
-- nothing better, then the newest.
create view api.figure_current as
with
every as (
  select f.id, f.known_on, f.subject_id, f.metric, f.target_id, f.value, f.low, f.high, f.printed, f.decimals, f.qualifier,
    f.as_of, f.period, f.method, f.source_id, f.locator, f.formula, f.inputs, f.confidence, f.restates, f.note_vi, f.note_en
  from api.figure_now f
  union all
  select d.id, d.known_on, d.subject_id, d.metric, d.target_id, d.value, d.low, d.high, d.printed, d.decimals, d.qualifier,
    d.as_of, d.period, d.method, d.source_id, d.locator, d.formula, d.inputs, d.confidence, d.restates, d.note_vi, d.note_en
  from api.figure_derived d
),
ranked as materialized (
  select e.*,
    first_value(e.id) over (
      partition by e.subject_id, e.metric, e.target_id
      order by
        e.method = 'illustrative',
        e.restates is not null,
        e.confidence = 'low',
        e.as_of desc,
        e.method not in ('published', 'reported'),
        e.known_on desc,
        e.id collate "C"
    ) as headline_id
  from every e
),
-- Few sites have a whole above them, and the planner cannot know: narrowed first, so that no join runs over all figures twice.
part_of_whole as materialized (
  select up.site_id as part_id, up.ancestor_id as whole_id from api.site_ancestry up where up.site_id <> up.ancestor_id
),
passing_down as materialized (
  select r.id, r.subject_id, r.metric, r.as_of, r.confidence, r.method
  from ranked r
  join public.metric m on m.id = r.metric
  where r.id = r.headline_id
    and r.target_id is null
    and not m.durable
    and (m.additive or m.unit = 'share')
    and r.subject_id in (select part_id from part_of_whole union select whole_id from part_of_whole)
),
-- A newer figure of a whole makes older ones of its parts history, except areas, which hold until superseded themselves.
from_whole as materialized (
  select distinct on (part.id) part.id, whole.id as whole_headline_id
  from part_of_whole pair
  join passing_down part on part.subject_id = pair.part_id
  join passing_down whole on whole.subject_id = pair.whole_id and whole.metric = part.metric
  where whole.as_of > part.as_of
    and (whole.confidence <> 'low' or part.confidence = 'low')
    and (whole.method <> 'illustrative' or part.method = 'illustrative')
  order by part.id, whole.as_of desc, whole.id collate "C"
)
select r.id, r.known_on, r.subject_id, r.metric, r.target_id, r.value, r.low, r.high, r.printed, r.decimals, r.qualifier,
  r.as_of, r.period, r.method, r.source_id, r.locator, r.formula, r.inputs, r.confidence, r.restates, r.note_vi, r.note_en,
  case when r.id <> r.headline_id then r.headline_id else w.whole_headline_id end as superseded_by
from ranked r
left join from_whole w on w.id = r.id
union all
-- Years of a path stand beside each other: none makes another one history.
select p.id, p.known_on, p.subject_id, p.metric, null, p.value, p.low, p.high, null, p.decimals, 'exact',
  p.as_of, p.period, 'derived', null, null, p.formula, p.inputs, p.confidence, null, null, null, null
from api.figure_target_path p;

-- Figures as the API sends them (contracts/figures.ts), one row per figure. Made of a row each: with every value an argument of
-- json_build_object the thousand of them take nearly twice as long.
create view api.figure_json as
select c.id, c.subject_id, c.metric, c.target_id, c.value, c.as_of, c.method, c.source_id, c.inputs, c.restates, c.superseded_by,
  row_to_json(sent) as json
from api.figure_current c
join public.metric m on m.id = c.metric
left join public.subject t on t.id = c.target_id
cross join lateral (
  select
    c.id as "id",
    c.subject_id as "subject",
    c.metric as "metric",
    case when t.id is not null then json_build_object('id', t.id, 'nameVi', t.name_vi, 'nameEn', t.name_en) end as "target",
    c.value as "value",
    c.low as "low",
    c.high as "high",
    c.printed as "printed",
    c.decimals as "decimals",
    c.qualifier as "qualifier",
    m.unit as "unit",
    c.as_of as "asOf",
    c.period as "period",
    c.method as "method",
    case when c.source_id is not null then json_build_object('id', c.source_id, 'locator', c.locator) end as "source",
    c.formula as "formula",
    c.inputs as "inputs",
    c.confidence as "confidence",
    c.known_on as "knownOn",
    c.note_vi as "noteVi",
    c.note_en as "noteEn",
    c.superseded_by as "supersededBy",
    c.restates as "restates"
) sent;
