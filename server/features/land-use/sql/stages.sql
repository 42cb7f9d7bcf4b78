-- The stage of each lot on a day. $1 day, $2 site?. One row per lot in force.
select s.lot_id as "lotId", s.site_id as "siteId", s.use, s.area_ha as "areaHa", s.stage, s.since, s.missing, s.lease_id as "leaseId",
  s.project_id as "projectId", s.held_since as "heldSince", s.leased_ha as "leasedHa", s.deployed_ha as "deployedHa", s.idle_ha as "idleHa"
from land.lot_stage($1) s
where $2::text is null or s.site_id = $2
order by s.lot_id
