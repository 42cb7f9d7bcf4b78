-- Made-up reports are submitted on their deadline. $1, $2 first and last id.
update land.report r
set state = 'submitted', submitted_at = p.due_on::timestamp at time zone 'Asia/Ho_Chi_Minh'
from land.period p
where p.id = r.period_id and r.id between $1 and $2
