-- What checks are computed from, one row: the rules, every printed single-valued figure that is no repeated print, the names
-- of their subjects, the parts of each whole, and the lists with their printed totals.
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
      from api.figure_json f
      join metric m on m.id = f.metric
      left join source on source.id = f.json -> 'source' ->> 'id'
      where f.json ->> 'method' in ('published', 'reported') and f.json ->> 'value' is not null and f.json ->> 'restates' is null
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
  )
) as body
