-- $1 call, $2 version held.
select land.withdraw_call($1, $2)
