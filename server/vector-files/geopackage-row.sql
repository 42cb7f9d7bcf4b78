-- Row of a layer.
insert into TABLE_NAME (COLUMNS) values (VALUES_OF)
