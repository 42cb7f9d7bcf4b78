-- What checks are computed from, one row: the rules, every printed single-valued figure of their metrics that is no repeated
-- print, the names of their subjects, the parts of each whole, the lists with their printed totals, and the control totals with what their
-- lists hold.
with
used_metric (metric) as (
  select unnest(r.operand_metrics || r.result_metric) from check_rule r
  union
  select t.metric from control_total t
  union
  select 'marketClass'
),
visible as materialized (
  select f.id, f.metric, f.value, f.as_of, f.method, f.source_id, f.restates, f.json
  from api.figure_json f
  where f.metric in (select u.metric from used_metric u)
    or f.id in (select unnest(t.operands || t.total_figure_id) from control_total t)
)
select json_build_object(
  'rules', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', r.id, 'rule', r.rule, 'resultMetric', r.result_metric, 'operandMetrics', r.operand_metrics, 'years', r.years,
          'scope', r.scope, 'statementVi', r.statement_vi, 'statementEn', r.statement_en
        )
        order by r.id collate "C"
      )
      from check_rule r
    ),
    '[]'::json
  ),
  'figures', coalesce(
    (
      select json_agg(
        json_build_object(
          'figure', f.json, 'isInteger', m.integer, 'printedFactor', m.printed_factor, 'language', coalesce(source.language, 'vi')
        )
        order by f.id collate "C"
      )
      from visible f
      join metric m on m.id = f.metric
      left join source on source.id = f.source_id
      where f.method in ('published', 'reported') and f.value is not null and f.restates is null
    ),
    '[]'::json
  ),
  'subjects', coalesce(
    (
      select json_agg(json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en))
      from subject s
      where s.type <> 'commune' or exists (select from figure f where f.subject_id = s.id)
    ),
    '[]'::json
  ),
  'parts', coalesce(
    (
      select json_agg(json_build_object('whole', p.parent_id, 'parts', p.ids))
      from (
        select s.parent_id, json_agg(s.id order by s.ordinal, s.id collate "C") as ids
        from site s
        where s.parent_id is not null
        group by s.parent_id
      ) p
    ),
    '[]'::json
  ),
  'lists', coalesce(
    (
      select json_agg(json_build_object('figures', pv.figure_ids, 'members', coalesce(named.ids, '[]'::json)) order by pv.id collate "C")
      from plan_version pv
      left join (
        select member.plan_version_id, json_agg(member.site_id order by member.site_id collate "C") as ids
        from plan_version_member member
        group by member.plan_version_id
      ) named on named.plan_version_id = pv.id
      where pv.as_of <= (select api.as_of())
    ),
    '[]'::json
  ),
  'controlTotals', coalesce(
    (
      select json_agg(
        json_build_object(
          'id', t.id,
          'rule', t.rule,
          'planVersion', case when pv.id is not null
            then json_build_object(
              'id', pv.id, 'topic', pv.topic, 'nameVi', pv.name_vi, 'nameEn', pv.name_en, 'asOf', pv.as_of, 'period', pv.period
            ) end,
          'source', pv.source_id,
          'metric', t.metric,
          'marketClass', t.market_class,
          'statementVi', t.statement_vi,
          'statementEn', t.statement_en,
          'printed', total.json,
          'members', coalesce(
            (
              select json_agg(json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en) order by s.id collate "C")
              from plan_version_member member
              join subject s on s.id = member.site_id
              where member.plan_version_id = t.plan_version_id and (t.stage is null or member.stage = t.stage)
            ),
            '[]'::json
          ),
          'operands', coalesce(
            (
              select json_agg(v.json order by o.place)
              from unnest(t.operands) with ordinality as o (id, place)
              join visible v on v.id = o.id
            ),
            '[]'::json
          ),
          'reasonVi', t.shortfall_reason_vi,
          'reasonEn', t.shortfall_reason_en
        )
        order by pv.topic collate "C", total.as_of, t.id collate "C"
      )
      from control_total t
      join visible total on total.id = t.total_figure_id
      left join plan_version pv on pv.id = t.plan_version_id
      where (pv.id is null or pv.as_of <= (select api.as_of()))
        -- A sum of totals waits for the last of them.
        and cardinality(t.operands) = (select count(*) from visible v where v.id = any (t.operands))
    ),
    '[]'::json
  )
) as body
