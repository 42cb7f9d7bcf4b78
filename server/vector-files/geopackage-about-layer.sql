-- Which layer those words, the last that were written, are about.
insert into gpkg_metadata_reference (reference_scope, table_name, md_file_id)
values ('table', ?, (select max(id) from gpkg_metadata))
