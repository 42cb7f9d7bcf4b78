-- What follows from the targets of the Plan: the change a year that its printed level takes, and the way there year by year.
-- Columns as api.figure_derived, with the target, the reading and the year.

-- Which metrics a target's baseline leads to. compound: amounts, which grow by a rate. linear: shares of a whole, which move by
-- percentage points, because a rate of a rate would say nothing.
create view api.target_reading as
select baseline_metric, kind, required_metric, at_growth_metric, to_level_metric
from (
  values
    ('exportsMillionUsd', 'compound', 'requiredExportsGrowthSharePerYear', 'exportsAtTargetGrowthMillionUsd',
      'exportsToTargetMillionUsd'),
    ('industrialOutputBillionVnd', 'compound', null, 'industrialOutputAtTargetGrowthBillionVnd', null),
    ('industryConstructionGrdpShare', 'linear', 'requiredIndustryConstructionGrdpPointsPerYear', null,
      'industryConstructionGrdpToTargetShare'),
    ('servicesGrdpShare', 'linear', 'requiredServicesGrdpPointsPerYear', null, 'servicesGrdpToTargetShare')
) as reading (baseline_metric, kind, required_metric, at_growth_metric, to_level_metric);

create view api.figure_target_path as
with
-- Narrowed first, by an array because the planner takes a join for a loop: figures as they stand are costly to look through.
printed as materialized (
  select f.id, f.subject_id, f.metric, f.value, f.decimals, f.as_of, f.period, f.known_on, f.confidence
  from api.figure_now f
  where f.method in ('published', 'reported')
    and f.id = any (
      array(select unnest(array[t.baseline_figure_id, t.level_figure_id, t.growth_figure_id]) from public.target t)
    )
),
operand as materialized (
  select t.id as target_id, t.target_year, r.kind, r.required_metric, r.at_growth_metric, r.to_level_metric,
    b.subject_id, b.id as b_id, b.metric as b_metric, b.value as b, left(b.period, 4)::integer as b_year,
    b.decimals as b_decimals,
    0.5 / 10::numeric ^ b.decimals / bm.printed_factor as b_half,
    b.as_of as b_as_of, b.known_on as b_known_on, b.confidence as b_confidence,
    l.id as l_id, l.metric as l_metric, l.value as l, l.as_of as l_as_of, l.known_on as l_known_on,
    l.confidence as l_confidence, 0.5 / 10::numeric ^ l.decimals / lm.printed_factor as l_half,
    g.id as g_id, g.metric as g_metric, g.value as g, g.as_of as g_as_of, g.known_on as g_known_on,
    g.confidence as g_confidence, 0.5 / 10::numeric ^ g.decimals / gm.printed_factor as g_half
  from public.target t
  join printed b on b.id = t.baseline_figure_id
    and b.value > 0 and b.period ~ '^\d{4}' and left(b.period, 4)::integer < t.target_year
  join api.target_reading r on r.baseline_metric = b.metric
  join public.metric bm on bm.id = b.metric
  left join printed l on l.id = t.level_figure_id and l.value > 0
  left join public.metric lm on lm.id = l.metric
  left join printed g on g.id = t.growth_figure_id and g.value > -1
  left join public.metric gm on gm.id = g.metric
),
computed as (
  -- The change a year from baseline to level.
  select 'required' as reading, o.target_id, o.target_year as year, o.subject_id, o.required_metric as metric,
    (o.b_year + 1) || '–' || o.target_year as period,
    case o.kind when 'compound' then (o.l / o.b) ^ (1.0 / span.years) - 1 else (o.l - o.b) / span.years end as value,
    case o.kind
      when 'compound' then ((o.l - o.l_half) / (o.b + o.b_half)) ^ (1.0 / span.years) - 1
      else (o.l - o.l_half - o.b - o.b_half) / span.years
    end as low,
    case o.kind
      when 'compound' then ((o.l + o.l_half) / (o.b - o.b_half)) ^ (1.0 / span.years) - 1
      else (o.l + o.l_half - o.b + o.b_half) / span.years
    end as high,
    2 as decimals,
    greatest(o.b_as_of, o.l_as_of) as as_of, greatest(o.b_known_on, o.l_known_on) as known_on,
    array[o.b_confidence, o.l_confidence] as confidences, array[o.l_id, o.b_id] as inputs,
    case o.kind
      when 'compound' then '(' || o.l_metric || ' / ' || o.b_metric || ')^(1/' || span.years || ') − 1'
      else '(' || o.l_metric || ' − ' || o.b_metric || ') / ' || span.years
    end as formula
  from operand o
  cross join lateral (select o.target_year - o.b_year as years) span
  where o.l is not null and o.required_metric is not null and o.b > o.b_half
  union all
  -- The level each year at the printed growth.
  select 'atGrowth', o.target_id, o.b_year + k.k, o.subject_id, o.at_growth_metric, (o.b_year + k.k)::text,
    o.b * (1 + o.g) ^ k.k, (o.b - o.b_half) * (1 + o.g - o.g_half) ^ k.k, (o.b + o.b_half) * (1 + o.g + o.g_half) ^ k.k,
    -- Large amounts are printed in whole units, and computed ones are no finer.
    case when o.b < 1000 then o.b_decimals + 1 else o.b_decimals end,
    greatest(o.b_as_of, o.g_as_of), greatest(o.b_known_on, o.g_known_on),
    array[o.b_confidence, o.g_confidence], array[o.b_id, o.g_id],
    o.b_metric || ' × (1 + ' || o.g_metric || ')' || case k.k when 1 then '' else '^' || k.k end
  from operand o
  cross join lateral generate_series(1, o.target_year - o.b_year) as k (k)
  where o.g is not null and o.at_growth_metric is not null and o.kind = 'compound'
  union all
  -- The level each year before the last, on an even path to the printed level.
  select 'toLevel', o.target_id, o.b_year + k.k, o.subject_id, o.to_level_metric, (o.b_year + k.k)::text,
    case o.kind when 'compound' then o.b * (o.l / o.b) ^ (k.k::numeric / span.years) else o.b + (o.l - o.b) * k.k / span.years end,
    null, null,
    case when o.b < 1000 then o.b_decimals + 1 else o.b_decimals end,
    greatest(o.b_as_of, o.l_as_of), greatest(o.b_known_on, o.l_known_on),
    array[o.b_confidence, o.l_confidence], array[o.b_id, o.l_id],
    case o.kind
      when 'compound' then o.b_metric || ' × (' || o.l_metric || ' / ' || o.b_metric || ')^(' || k.k || '/' || span.years || ')'
      else o.b_metric || ' + (' || o.l_metric || ' − ' || o.b_metric || ') × ' || k.k || '/' || span.years
    end
  from operand o
  cross join lateral (select o.target_year - o.b_year as years) span
  cross join lateral generate_series(1, span.years - 1) as k (k)
  where o.l is not null and o.to_level_metric is not null
)
select
  c.target_id, c.reading, c.year,
  c.subject_id || '.' || c.metric || '.' || replace(c.period, '–', '-') || '.derived' as id,
  c.known_on,
  c.subject_id,
  c.metric,
  round(c.value, 6) as value,
  -- Bounds round outward.
  floor(c.low * 1000000) / 1000000 as low,
  ceil(c.high * 1000000) / 1000000 as high,
  c.decimals,
  c.as_of,
  c.period,
  c.formula,
  c.inputs,
  case when 'low' = any (c.confidences) then 'low' when 'medium' = any (c.confidences) then 'medium' else 'high' end as confidence
from computed c;
