-- One at a time counts the tries of a key, so that many at once cannot pass together. $1 keys in hex. Rights of the gatekeeper.
select pg_advisory_xact_lock(hashtextextended(key, 1013)) is null as locked
from (select key from unnest($1::text[]) as list (key) order by key) ordered
