-- Rows of a kind. $1 kind, $2 filter jsonb by column, $3 after id, $4 how many. One row per row, jsonb.
select listed as row from land.rows_of($1, $2::jsonb, $3, $4) listed
