-- Enquiries that the account may read, the newest first, one row each, jsonb. $1 state?, $2 site?, $3 id?
select jsonb_build_object(
  'id', e.id, 'receipt', e.receipt,
  'site', jsonb_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en),
  'asOf', e.as_of, 'language', e.language, 'name', e.name, 'organisation', e.organisation, 'contact', e.contact, 'message', e.message,
  'receivedAt', to_char(e.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'state', e.state, 'note', e.note,
  'erasedAt', to_char(e.erased_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'rowVersion', e.row_version,
  'steps', coalesce((
    select jsonb_agg(
      jsonb_build_object('action', t.action, 'by', audit.actor_name(t.account_id), 'at', to_char(t.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      order by t.id
    )
    from land.enquiry_step t where t.enquiry_id = e.id
  ), '[]'::jsonb)
) as enquiry
from land.enquiry e
join public.subject s on s.id = e.site_id
where ($1::text is null or e.state = $1) and ($2::text is null or e.site_id = $2) and ($3::bigint is null or e.id = $3)
order by e.id desc
limit 500
