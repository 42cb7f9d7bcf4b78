-- One row of a kind. $1 kind, $2 id. One row, jsonb; refused where there is none to see.
select land.row_of($1, $2) as row
