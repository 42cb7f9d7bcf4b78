-- $1 name, $2 the number given last: the next one follows it.
select setval($1::regclass, $2::bigint, true)
