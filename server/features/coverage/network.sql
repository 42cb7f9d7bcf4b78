-- Markets of the dated list $1 with what is published of each, class rules, shops and history, one row. Distances are geodesics, to
-- the metre; figures are the newest of the list's own source.
with
list as materialized (
  select pv.id, pv.source_id from plan_version pv where pv.id = $1::text
),
member as materialized (
  select s.id, m.stage, s.geom::geography as place
  from plan_version_member m
  join site s on s.id = m.site_id
  where m.plan_version_id in (select l.id from list l)
),
printed as materialized (
  select distinct on (f.subject_id, f.metric) f.subject_id, f.metric, f.id, f.value
  from api.figure_now f
  join list l on l.source_id = f.source_id
  where f.metric in ('marketClass', 'businessPoints', 'marketAreaM2') and f.value is not null and f.target_id is null
  order by f.subject_id, f.metric, f.as_of desc, f.id collate "C"
),
told as materialized (
  select f.*, json_build_object(
      'id', f.id, 'topic', f.topic, 'textVi', f.text_vi, 'textEn', f.text_en, 'asOf', f.as_of, 'period', f.period,
      'source', json_build_object('id', f.source_id, 'locator', f.locator), 'confidence', f.confidence, 'knownOn', f.known_on
    ) as json
  from api.fact_now f
  where f.subject_id in (select m.id from member m)
    and f.topic in ('operator', 'structure', 'operatorConversion', 'infrastructureLease', 'fireSafety', 'ruralCriterion')
),
newest as materialized (
  select distinct on (t.subject_id, t.topic) t.* from told t order by t.subject_id, t.topic, t.as_of desc, t.id collate "C"
),
shop as materialized (
  select s.id, named.name_vi, named.name_en, s.geom::geography as place
  from site s
  join subject named on named.id = s.id
  where s.kind in ('supermarket', 'mall')
)
select json_build_object(
  'items', coalesce((
    select json_agg(
      json_build_object(
        'id', m.id,
        'stage', m.stage,
        'marketClass', (select p.value::int from printed p where p.subject_id = m.id and p.metric = 'marketClass'),
        'businessPoints', (select p.value::int from printed p where p.subject_id = m.id and p.metric = 'businessPoints'),
        'areaM2', (select p.value from printed p where p.subject_id = m.id and p.metric = 'marketAreaM2'),
        'figureIds', coalesce((select json_agg(p.id order by p.metric collate "C") from printed p where p.subject_id = m.id), '[]'::json),
        'operatorVi', (select n.text_vi from newest n where n.subject_id = m.id and n.topic = 'operator'),
        'operatorEn', (select n.text_en from newest n where n.subject_id = m.id and n.topic = 'operator'),
        'structureVi', (select n.text_vi from newest n where n.subject_id = m.id and n.topic = 'structure'),
        'nearest', (
          select json_build_object('site', near.id, 'km', near.km)
          from (
            select o.id, round((st_distance(m.place, o.place) / 1000)::numeric, 3) as km
            from member o where o.id <> m.id and o.place is not null
          ) near
          where m.place is not null
          order by near.km, near.id collate "C"
          limit 1
        ),
        'nearestShop', (
          select json_build_object('site', near.id, 'km', near.km)
          from (
            select s.id, round((st_distance(m.place, s.place) / 1000)::numeric, 3) as km
            from shop s where s.place is not null
          ) near
          where m.place is not null
          order by near.km, near.id collate "C"
          limit 1
        ),
        'attributes', coalesce((
          select json_agg(t.json order by t.as_of desc, t.id collate "C")
          from told t
          where t.subject_id = m.id and t.topic not in ('operator', 'structure')
        ), '[]'::json)
      )
      order by m.id collate "C"
    )
    from member m
  ), '[]'::json),
  'rules', coalesce((
    select json_agg(
      json_build_object(
        'id', r.id, 'marketClass', r.market_class, 'documentNumber', r.document_number, 'article', r.article,
        'validFrom', r.valid_from, 'validTo', r.valid_to, 'pointsFrom', r.points_from, 'pointsTo', r.points_to,
        'structures', r.structures, 'structuresAlone', r.structures_alone, 'statementVi', r.statement_vi,
        'statementEn', r.statement_en, 'confidence', r.confidence, 'source', r.source_id, 'noteVi', r.note_vi, 'noteEn', r.note_en
      )
      order by r.valid_from desc, r.market_class
    )
    from market_class_rule r
  ), '[]'::json),
  'districts', coalesce((
    select json_agg(
      json_build_object('site', s.id, 'id', d.id, 'nameVi', d.name_vi, 'nameEn', d.name_en) order by s.id collate "C"
    )
    from member m
    join site s on s.id = m.id
    join subject d on d.id = s.district_id
  ), '[]'::json),
  'shops', coalesce((
    select json_agg(
      json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en, 'isPlaced', s.place is not null) order by s.id collate "C"
    )
    from shop s
  ), '[]'::json),
  'stated', coalesce((
    select json_agg(f.json order by f.as_of desc, f.id collate "C")
    from api.figure_json f
    where f.subject_id = 'vinh-long' and f.metric in ('marketsConverted', 'marketsPrivatelyRun', 'supermarkets') and f.value is not null
  ), '[]'::json),
  'day', (select least(api.as_of(), (now() at time zone 'Asia/Ho_Chi_Minh')::date))
) as body
