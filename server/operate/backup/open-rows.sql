-- Each row as JSON text of its cells, each cell as the text of its value.
declare backup_rows no scroll cursor for
select array_to_json(array[/* columns */])::text as cells from /* relation */ t
