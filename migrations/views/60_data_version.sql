-- The version of the data that a transaction sees, in a length that fits URLs; no row before the first load. Reports approved since
-- count, those of the made-up set only where that is asked for.
create view api.data_version as
select left(content_hash, 12)
  || coalesce((select '-' || max(p.id) from public.publication p), '')
  || case
    when (select api.with_illustrative()) then coalesce('-minh-hoa-' || left(illustrative_hash, 12), '') else ''
  end as version
from public.data_load
order by id desc
limit 1;
