-- Takes an import back. $1 import. One row.
select land.undo_import($1)
