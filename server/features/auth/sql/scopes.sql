-- What a role can be limited to: sites that are managed as land, with their parts, and communes of today. One row, json.
select json_build_object(
  'sites', (
    select coalesce(json_agg(json_build_object('id', s.id, 'nameVi', n.name_vi, 'nameEn', n.name_en) order by s.ordinal, s.id), '[]'::json)
    from public.site s join public.subject n on n.id = s.id
    where s.kind in ('zone', 'corridor', 'cluster')
  ),
  'communes', (
    select coalesce(json_agg(json_build_object('id', u.id, 'nameVi', n.name_vi, 'nameEn', n.name_en) order by n.name_vi, u.id), '[]'::json)
    from public.admin_unit u join public.subject n on n.id = u.id
    where u.level = 'commune' and u.valid_from >= date '2025-07-01' and u.valid_to is null
  )
) as body
