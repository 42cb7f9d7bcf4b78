-- What follows from printed figures alone, one row per derived figure; columns as api.figure_now.
-- A derived row carries the latest known_on, the lowest confidence and the greatest softness of its inputs: it is an estimate as
-- soon as one of them is, and illustrative (softness 2) as soon as one of them is. Illustrative figures only ever add rows: they
-- take the place of no input, and the row that they alone give never stands in the way of one that does without them.
create view api.figure_derived as
with
level (confidence, rank) as (
  values ('low', 1), ('medium', 2), ('high', 3)
),
softness (method, rank) as (
  values ('published', 0), ('reported', 0), ('derived', 0), ('estimate', 1), ('illustrative', 2)
),
-- What anything can be derived from: operands and results of the formulas below, and whatever parts and wholes add up.
used_metric (metric) as (
  select unnest(array['occupancyShare', 'leasableHa', 'leasedHa', 'remainingHa'])
  union
  select unnest(array[r.metric, r.numerator, r.denominator]) from api.ratio r
),
part_or_whole as (
  select unnest(array[s.id, s.parent_id]) as id from public.site s where s.parent_id is not null
),
-- One value per subject, metric, date and source; ranges and repeated prints take no part.
own as materialized (
  select distinct on (f.subject_id, f.metric, f.as_of, f.source_id)
    f.id, f.subject_id, f.metric, f.value, f.decimals, f.qualifier, f.as_of, f.period, soft.rank as softness, f.source_id,
    l.rank as confidence_rank, f.known_on
  from api.figure_now f
  join level l on l.confidence = f.confidence
  join softness soft on soft.method = f.method
  where f.value is not null and f.target_id is null and f.restates is null
    and (f.metric in (select u.metric from used_metric u) or f.subject_id in (select p.id from part_or_whole p))
  order by f.subject_id, f.metric, f.as_of, f.source_id, l.rank desc, f.known_on desc, f.id collate "C"
),
part as (
  select s.parent_id as whole_id, s.id as part_id, s.ordinal,
    count(*) over (partition by s.parent_id) as parts_of_whole
  from public.site s
  where s.parent_id in (select whole.site_id from api.complete_whole whole)
),
-- (1) A whole from its parts, only when these are known to be all of it and one source gives every one at one date.
summed as materialized (
  select distinct on (sum_of.subject_id, sum_of.metric, sum_of.period)
    sum_of.*
  from (
    select
      p.whole_id as subject_id, o.metric, o.as_of, o.source_id,
      max(o.period) as period,
      sum(o.value) as value,
      max(o.decimals) as decimals,
      case when count(distinct o.qualifier) = 1 then min(o.qualifier) else 'about' end as qualifier,
      max(o.softness) as softness,
      min(o.confidence_rank) as confidence_rank,
      max(o.known_on) as known_on,
      array_agg(o.id order by p.ordinal, o.id collate "C") as inputs,
      string_agg(o.metric, ' + ') as formula
    from own o
    join part p on p.part_id = o.subject_id
    join public.metric m on m.id = o.metric and m.additive
    where not exists (
      select from own whole
      where whole.subject_id = p.whole_id and whole.metric = o.metric and whole.as_of = o.as_of
        and (whole.softness < 2 or o.softness = 2)
    )
    group by p.whole_id, o.metric, o.as_of, o.source_id
    having count(*) = max(p.parts_of_whole)
  ) sum_of
  order by sum_of.subject_id, sum_of.metric, sum_of.period, sum_of.softness = 2, sum_of.confidence_rank desc, sum_of.source_id collate "C"
),
summed_id as materialized (
  select s.*,
    s.subject_id || '.' || s.metric || '.' || replace(replace(s.period, 'c. ', 'c-'), '–', '-') || '.sum'
      || case s.softness when 2 then '.minh-hoa' else '' end as id
  from summed s
),
-- Printed values and sums are alike from here on; source_id of a sum is that of its parts.
known as materialized (
  select o.id, o.subject_id, o.metric, o.value, o.qualifier, o.as_of, o.period, o.softness,
    o.source_id, o.confidence_rank, o.known_on
  from own o
  union all
  select s.id, s.subject_id, s.metric, s.value, s.qualifier, s.as_of, s.period, s.softness,
    s.source_id, s.confidence_rank, s.known_on
  from summed_id s
),
-- Best value per subject, metric and date, whatever its source.
best as materialized (
  select distinct on (k.subject_id, k.metric, k.as_of) k.*
  from known k
  where k.metric in ('occupancyShare', 'leasableHa', 'leasedHa', 'remainingHa')
  order by k.subject_id, k.metric, k.as_of, k.softness = 2, k.confidence_rank desc, k.known_on desc, k.id collate "C"
),
-- Areas hold from their date until superseded: the newest leasable area not after the figure it is used with.
with_leasable as (
  select b.*, area.id as area_id, area.value as area_ha, area.softness as area_softness,
    area.confidence_rank as area_confidence_rank, area.known_on as area_known_on
  from best b
  cross join lateral (
    select a.* from best a
    where a.subject_id = b.subject_id and a.metric = 'leasableHa' and a.as_of <= b.as_of
    order by a.softness = 2 and b.softness < 2, a.as_of desc
    limit 1
  ) area
  where b.metric in ('occupancyShare', 'leasedHa')
),
computed (suffix, subject_id, metric, value, qualifier, as_of, period, softness, confidence_rank, known_on, inputs, formula, decimals) as (
  select 'sum', s.subject_id, s.metric, s.value, s.qualifier, s.as_of, s.period, s.softness, s.confidence_rank, s.known_on,
    s.inputs, s.formula, s.decimals
  from summed_id s
  union all
  -- (2) Leased land from occupancy.
  select 'derived', w.subject_id, 'leasedHa', round(w.value * w.area_ha, 6), 'about', w.as_of, w.period,
    greatest(w.softness, w.area_softness), least(w.confidence_rank, w.area_confidence_rank), greatest(w.known_on, w.area_known_on),
    array[w.id, w.area_id], 'occupancyShare × leasableHa', 2
  from with_leasable w
  where w.metric = 'occupancyShare'
    and not exists (
      select from best b
      where b.subject_id = w.subject_id and b.metric = 'leasedHa' and b.as_of = w.as_of and (b.softness < 2 or w.softness = 2)
    )
  union all
  -- (3) What is left, from leased land or, without it, from occupancy.
  select 'derived', w.subject_id, 'remainingHa',
    round(case w.metric when 'leasedHa' then w.area_ha - w.value else w.area_ha * (1 - w.value) end, 6),
    'about', w.as_of, w.period,
    greatest(w.softness, w.area_softness), least(w.confidence_rank, w.area_confidence_rank), greatest(w.known_on, w.area_known_on),
    array[w.area_id, w.id],
    case w.metric when 'leasedHa' then 'leasableHa − leasedHa' else 'leasableHa × (1 − occupancyShare)' end, 2
  from with_leasable w
  where not exists (
      select from best b
      where b.subject_id = w.subject_id and b.metric = 'remainingHa' and b.as_of = w.as_of and (b.softness < 2 or w.softness = 2)
    )
    and (
      w.metric = 'leasedHa'
      or not exists (
        select from best b
        where b.subject_id = w.subject_id and b.metric = 'leasedHa' and b.as_of = w.as_of and (b.softness < 2 or w.softness = 2)
      )
    )
  union all
  -- (4) A ratio that its source does not print, from two operands of one source and date.
  select * from (
    select distinct on (a.subject_id, r.metric, a.period)
      'derived', a.subject_id, r.metric, round(a.value / b.value, 6),
      case when a.qualifier = 'exact' and b.qualifier = 'exact' then 'exact' else 'about' end, a.as_of, a.period,
      greatest(a.softness, b.softness), least(a.confidence_rank, b.confidence_rank), greatest(a.known_on, b.known_on),
      array[a.id, b.id], r.numerator || ' / ' || r.denominator, 2
    from api.ratio r
    join known a on a.metric = r.numerator
    join known b on b.metric = r.denominator and b.subject_id = a.subject_id and b.as_of = a.as_of and b.source_id = a.source_id
    where b.value > 0
      and (a.subject_id, r.metric, a.as_of) not in (
        select o.subject_id, o.metric, o.as_of from own o where o.softness < 2
      )
      and (
        a.softness < 2
        or (a.subject_id, r.metric, a.as_of) not in (select o.subject_id, o.metric, o.as_of from own o)
      )
    order by a.subject_id, r.metric, a.period, greatest(a.softness, b.softness) = 2, least(a.confidence_rank, b.confidence_rank) desc, a.id collate "C", b.id collate "C"
  ) ratios
)
select
  c.subject_id || '.' || c.metric || '.' || replace(replace(c.period, 'c. ', 'c-'), '–', '-') || '.' || c.suffix
    || case c.softness when 2 then '.minh-hoa' else '' end as id,
  c.known_on,
  c.subject_id,
  c.metric,
  null::text as target_id,
  c.value,
  null::numeric as low,
  null::numeric as high,
  null::text as printed,
  case when m.unit in ('ha', 'share') then 2 else c.decimals end as decimals,
  c.qualifier,
  c.as_of,
  c.period,
  case c.softness when 2 then 'illustrative' when 1 then 'estimate' else 'derived' end as method,
  null::text as source_id,
  null::text as locator,
  c.formula,
  c.inputs,
  l.confidence,
  null::text as restates,
  false as withdrawn,
  null::text as note_vi,
  null::text as note_en
from computed c
join level l on l.rank = c.confidence_rank
join public.metric m on m.id = c.metric;
