-- Lots in force on a day with the area that is stated and the one their outline has. $1 day, $2 site?. One row per lot.
select l.id as "lotId", l.code as "lotCode", l.site_id as "siteId", l.stated_area_ha::float as "statedHa",
  round(land.measured_ha(l.geom)::numeric, 4)::float as "measuredHa"
from land.lot l
where l.in_force @> $1::date and ($2::text is null or l.site_id = $2)
order by l.id
