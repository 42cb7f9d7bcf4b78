-- Waits until no other load is under way on this PostgreSQL database; released with the transaction. $1 key of the lock.
select pg_advisory_xact_lock($1)
