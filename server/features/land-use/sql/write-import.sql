-- Writes rows of a file. $1 site, $2 file, $3 layer, $4 [{row, lotId, rowVersion, fields}]. One row: the id of the import.
select land.write_import($1, $2, $3, $4::jsonb) as id
