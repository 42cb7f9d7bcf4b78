-- A layer among the contents of the file, with the box around it.
insert into gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)
