-- Reports that are late on a day. $1 day, $2 site?. One row per site and period.
select progress.site_id as "siteId", progress.period_id as "periodId", progress.late_days as "lateDays", p.due_on::text as "dueOn"
from land.period_progress($1) progress
join land.period p on p.id = progress.period_id
where progress.late_days > 0 and ($2::text is null or progress.site_id = $2)
order by progress.period_id, progress.site_id
