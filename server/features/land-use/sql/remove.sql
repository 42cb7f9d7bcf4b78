-- Removes a row that is at the version held. $1 kind, $2 id, $3 version. One row.
select land.remove_row($1, $2, $3)
