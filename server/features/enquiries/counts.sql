-- How many enquiries the account may read are in each state. $1 site?
select e.state, count(*)::int as count
from land.enquiry e
where $1::text is null or e.site_id = $1
group by e.state
