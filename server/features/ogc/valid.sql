-- Whether every shape given is one that can be compared with: an outline that crosses itself is not.
select coalesce(bool_and(st_isvalid(s.shape)), true) as valid
from unnest(array[/* shapes */]::geometry[]) as s (shape)
