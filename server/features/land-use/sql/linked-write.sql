-- Writes a line of the report that an upload link is for. $1 hash of its code, $2 project, $3 version of the line?, $4 fields, jsonb.
select land.linked_write($1, $2, $3::integer, $4::jsonb)
