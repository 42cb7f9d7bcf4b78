-- $1 report, of those one sees.
select f.rule, f.project_id as "projectId", f.stated::float as stated, f.expected::float as expected
from land.findings_of($1) f
order by f.project_id, f.rule
