-- Versions of a row, oldest first. $1 kind, $2 id. One row per version, jsonb.
select version as row from land.history_of($1, $2) version
