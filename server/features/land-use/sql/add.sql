-- Enters a row. $1 kind, $2 its fields as jsonb. One row, jsonb: the row as it is now.
select land.add_row($1, $2::jsonb) as row
