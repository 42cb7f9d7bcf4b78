-- Versions of a line of the report that an upload link is for, oldest first. $1 hash of its code, $2 line. One row each, jsonb.
select version as row from land.linked_history($1, $2) version
