-- Writes the one entry of the load. $1 hash of the files?, $2 {table: {firstId, lastId}} as jsonb?; null: the set was taken out.
select audit.end_set_load($1, $2::jsonb)
