-- Dated lists with totals, members and what changed since the list before, one row holding all of them. $1 topic?, $2 province
-- id of a list whose totals name none.
with
figure as materialized (
  select f.id, f.subject_id, f.metric, f.as_of, f.json
  from api.figure_json f
  where f.metric = 'grossHa' or f.id in (select unnest(pv.figure_ids) from plan_version pv)
),
version as materialized (
  select pv.*,
    coalesce(
      (
        select min(s.id)
        from public.figure f
        join subject s on s.id = f.subject_id and s.type = 'province'
        where f.id = any (pv.figure_ids)
      ),
      $2
    ) as territory_id,
    -- It names sites, and none is missing of any total it was counted against.
    exists (select from plan_version_member m where m.plan_version_id = pv.id)
      and not exists (
        select from control_total ct
        where ct.plan_version_id = pv.id and ct.rule = 'countOfList' and ct.declared_shortfall <> 0
      ) as is_complete
  from plan_version pv
  where pv.as_of <= (select api.as_of())
),
member as materialized (
  select pm.plan_version_id, pm.site_id, pm.stage, site.geom is not null as is_drawn, site.ordinal, site.search_key,
    json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en) as named,
    s.name_vi, s.name_en
  from plan_version_member pm
  join site on site.id = pm.site_id
  join subject s on s.id = pm.site_id
),
-- The newest earlier complete list of the same topic and territory that shares a name.
earlier as materialized (
  select distinct on (v.id) v.id, before.id as since_id,
    json_build_object('id', before.id, 'nameVi', before.name_vi, 'nameEn', before.name_en) as since
  from version v
  join version before on before.topic = v.topic and before.territory_id = v.territory_id and before.as_of < v.as_of
  where v.is_complete and before.is_complete
    and exists (
      select from member a join member b on b.site_id = a.site_id
      where a.plan_version_id = v.id and b.plan_version_id = before.id
    )
  order by v.id, before.as_of desc, before.id collate "C"
)
select json_build_object(
  'items', coalesce(
    json_agg(
      json_build_object(
        'id', v.id,
        'dataSet', v.data_set,
        'topic', v.topic,
        'nameVi', v.name_vi,
        'nameEn', v.name_en,
        'asOf', v.as_of,
        'period', v.period,
        'source', json_build_object('id', v.source_id, 'locator', v.locator),
        'figures', coalesce(
          (
            select json_agg(f.json order by printed.place)
            from unnest(v.figure_ids) with ordinality as printed (figure_id, place)
            join figure f on f.id = printed.figure_id
          ),
          '[]'::json
        ),
        'named', (select count(*) from member m where m.plan_version_id = v.id),
        'drawn', (select count(*) from member m where m.plan_version_id = v.id and m.is_drawn),
        'noteVi', v.note_vi,
        'noteEn', v.note_en,
        'territory', json_build_object('id', territory.id, 'nameVi', territory.name_vi, 'nameEn', territory.name_en),
        'isComplete', v.is_complete,
        'members', coalesce(
          (
            select json_agg(
              json_build_object(
                'id', m.site_id, 'nameVi', m.name_vi, 'nameEn', m.name_en, 'stage', m.stage, 'isDrawn', m.is_drawn,
                'area', area.json
              )
              order by case m.stage when 'operating' then 0 when 'to-2020' then 0 else 1 end,
                m.ordinal, m.search_key collate "C", m.site_id collate "C"
            )
            from member m
            left join lateral (
              select f.json
              from figure f
              where f.subject_id = m.site_id and f.metric = 'grossHa' and f.json -> 'source' ->> 'id' = v.source_id
              order by f.as_of desc, f.id collate "C"
              limit 1
            ) area on true
            where m.plan_version_id = v.id
          ),
          '[]'::json
        ),
        'change', (
          select json_build_object(
            'since', e.since,
            'kept', (
              select count(*) from member a join member b on b.site_id = a.site_id
              where a.plan_version_id = v.id and b.plan_version_id = e.since_id
            ),
            'added', coalesce(
              (
                select json_agg(a.named order by a.search_key collate "C")
                from member a
                where a.plan_version_id = v.id
                  and not exists (select from member b where b.plan_version_id = e.since_id and b.site_id = a.site_id)
              ),
              '[]'::json
            ),
            'dropped', coalesce(
              (
                select json_agg(b.named order by b.search_key collate "C")
                from member b
                where b.plan_version_id = e.since_id
                  and not exists (select from member a where a.plan_version_id = v.id and a.site_id = b.site_id)
              ),
              '[]'::json
            )
          )
          from earlier e
          where e.id = v.id
        )
      )
      order by v.topic collate "C", v.as_of, v.id collate "C"
    ),
    '[]'::json
  ),
  'total', count(*)
) as body
from version v
join subject territory on territory.id = v.territory_id
where $1::text is null or v.topic = $1
