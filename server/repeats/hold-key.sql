-- Holds key $1 for a request with hash $2; no row where the account holds it already. Keys of more than a day are let go first.
with gone as (
  delete from land.repeat_key k where k.at < clock_timestamp() - interval '1 day' and k.key <> $1
)
insert into land.repeat_key (key, request_hash) values ($1, $2) on conflict (account_id, key) do nothing returning 1 as held
