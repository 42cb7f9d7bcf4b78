-- The version of the loaded data, in a length that fits URLs; no row before the first load.
create view api.data_version as
select left(content_hash, 12) as version from public.data_load order by id desc limit 1;
