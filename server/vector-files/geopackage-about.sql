-- What a layer is about, in words.
insert into gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)
values ('dataset', 'http://www.w3.org/TR/vocab-dcat-2/', 'text/plain', ?)
