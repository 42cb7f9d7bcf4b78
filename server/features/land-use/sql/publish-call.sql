-- $1 call, $2 version held.
select land.publish_call($1, $2)
