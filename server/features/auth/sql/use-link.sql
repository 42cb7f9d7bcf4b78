-- Uses a link up. $1 id, $2 account it was used for, $3 address. A row when it could still be used. Rights of the gatekeeper.
with used as (
  update auth.one_time_link set used_at = now()
  where id = $1 and used_at is null and revoked_at is null and expires_at > now()
  returning id, purpose
),
told as (
  insert into auth.event (kind, account_id, actor_id, address, detail)
  select 'link-used', $2::uuid, $2::uuid, $3, jsonb_build_object('link', id, 'purpose', purpose) from used
)
select id from used
