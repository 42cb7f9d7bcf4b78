-- Leases in force with land that is not in use on a day, with what the legal clock counts: facts of the lease and of those it goes on
-- from, and the use of its lot. $1 day, $2 site?, $3 lease?. One row per lease.
with recursive idle as materialized (
  select s.* from land.lot_stage($1) s
  where s.idle_ha > 0 and ($2::text is null or s.site_id = $2) and ($3::bigint is null or s.lease_id = $3)
),
chain (of_lease, id) as (
  select lease_id, lease_id from idle
  union
  select chain.of_lease, earlier.id
  from chain
  join land.lease later on later.id = chain.id
  join land.lease earlier on earlier.id = later.carried_from
    or (later.held_since < lower(later.during) and earlier.lot_id = later.lot_id and earlier.project_id = later.project_id
      and upper(earlier.during) = lower(later.during))
)
select idle.lease_id as "leaseId", idle.site_id as "siteId", idle.lot_id as "lotId", l.code as "lotCode", idle.project_id as "projectId",
  p.name_vi as "projectNameVi", e.name_vi as "enterpriseNameVi", named.name_vi as "siteNameVi", held.contract_number as "contractNumber",
  held.signed_on::text as "signedOn", held.held_since::text as "heldSince", (upper(held.during) - 1)::text as "lastDay",
  idle.leased_ha::float as "leasedHa", idle.deployed_ha::float as "deployedHa", idle.idle_ha::float as "idleHa",
  coalesce((
    select jsonb_agg(jsonb_build_object('kind', f.kind, 'from', f.from_day, 'to', f.to_day, 'decidedOn', f.decided_on,
      'isFeePaid', f.is_fee_paid, 'document', f.document_number) order by f.from_day, f.id)
    from chain join land.lease_fact f on f.lease_id = chain.id where chain.of_lease = idle.lease_id
  ), '[]') as facts,
  coalesce((
    select jsonb_agg(jsonb_build_object('kind', u.kind, 'on', u.happened_on, 'areaHa', u.area_ha, 'document', u.document_number)
      order by u.happened_on, u.id)
    from land.lot_event u
    where u.lot_id = idle.lot_id and u.kind in ('deployed', 'undeployed') and u.happened_on between held.held_since and $1
  ), '[]') as uses
from idle
join land.lease held on held.id = idle.lease_id
join land.lot l on l.id = idle.lot_id
join land.project p on p.id = idle.project_id
join land.enterprise e on e.id = p.enterprise_id
join public.subject named on named.id = idle.site_id
order by idle.lease_id
