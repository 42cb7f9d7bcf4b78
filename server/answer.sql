-- The one JSON value that a query builds, as text; server/route.ts puts the query in.
select answer.body::text as body
from (
/* query */
) answer
