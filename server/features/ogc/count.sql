-- How many rows of a collection match. The condition has the parameters.
select count(*)::integer as matched
from /* relation */ c
where (/* condition */)
