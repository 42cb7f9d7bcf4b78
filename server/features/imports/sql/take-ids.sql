-- Numbers for rows about to be written. $1 table, $2 how many. One row: the first and the last.
select min(taken.id)::int as "firstId", max(taken.id)::int as "lastId"
from (select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2)) taken
