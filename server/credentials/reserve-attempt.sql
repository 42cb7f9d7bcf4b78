-- Notes a try under each key, unless one of them had its fill within the window: then how long to wait, in seconds.
-- $1 keys in hex, text[]; $2 most tries of each, int[]; $3 window in seconds. One row. Rights of the gatekeeper.
with given as (
  select decode(key, 'hex') as key, most from unnest($1::text[], $2::int[]) as list (key, most)
),
recent as (
  select given.key, count(a.id) >= given.most as is_full, min(a.at) as first_at
  from given
  left join auth.attempt a on a.key = given.key and a.at > now() - make_interval(secs => $3::int)
  group by given.key, given.most
),
noted as (
  insert into auth.attempt (key)
  select recent.key from recent where not exists (select from recent other where other.is_full)
  returning id
)
select
  coalesce(
    (
      select greatest(1, ceil(extract(epoch from max(recent.first_at) + make_interval(secs => $3::int) - now())))::int
      from recent where recent.is_full having count(*) > 0
    ),
    0
  ) as "waitSeconds",
  array(select noted.id from noted) as ids
