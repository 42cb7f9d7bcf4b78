-- Changes a row that is at the version held. $1 kind, $2 id, $3 version, $4 the fields as jsonb. One row, jsonb.
select land.change_row($1, $2, $3, $4::jsonb) as row
