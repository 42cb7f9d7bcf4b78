-- What a column is called.
insert into gpkg_data_columns (table_name, column_name, title, description) values (?, ?, ?, ?)
