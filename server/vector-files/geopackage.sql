-- An empty GeoPackage 1.3 (SQLite): its own tables, and the reference systems every one has.
pragma application_id = 1196444487;
pragma user_version = 10300;
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -8000;
create table gpkg_spatial_ref_sys (
  srs_name text not null, srs_id integer primary key, organization text not null, organization_coordsys_id integer not null,
  definition text not null, description text
);
insert into gpkg_spatial_ref_sys values
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', null),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null);
create table gpkg_contents (
  table_name text not null primary key, data_type text not null, identifier text unique, description text default '',
  last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  min_x double, min_y double, max_x double, max_y double, srs_id integer references gpkg_spatial_ref_sys (srs_id)
);
create table gpkg_geometry_columns (
  table_name text not null unique references gpkg_contents (table_name), column_name text not null, geometry_type_name text not null,
  srs_id integer not null references gpkg_spatial_ref_sys (srs_id), z tinyint not null, m tinyint not null,
  primary key (table_name, column_name)
);
create table gpkg_extensions (
  table_name text, column_name text, extension_name text not null, definition text not null, scope text not null,
  unique (table_name, column_name, extension_name)
);
insert into gpkg_extensions values
  ('gpkg_metadata', null, 'gpkg_metadata', 'http://www.geopackage.org/spec131/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', null, 'gpkg_metadata', 'http://www.geopackage.org/spec131/#extension_metadata', 'read-write'),
  ('gpkg_data_columns', null, 'gpkg_schema', 'http://www.geopackage.org/spec131/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', null, 'gpkg_schema', 'http://www.geopackage.org/spec131/#extension_schema', 'read-write');
create table gpkg_data_columns (
  table_name text not null references gpkg_contents (table_name), column_name text not null, name text, title text, description text,
  mime_type text, constraint_name text, primary key (table_name, column_name), unique (table_name, name)
);
create table gpkg_data_column_constraints (
  constraint_name text not null, constraint_type text not null, value text, min numeric, min_is_inclusive boolean, max numeric,
  max_is_inclusive boolean, description text, unique (constraint_name, constraint_type, value)
);
create table gpkg_metadata (
  id integer primary key autoincrement not null, md_scope text not null default 'dataset', md_standard_uri text not null,
  mime_type text not null default 'text/xml', metadata text not null default ''
);
create table gpkg_metadata_reference (
  reference_scope text not null, table_name text, column_name text, row_id_value integer,
  timestamp datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  md_file_id integer not null references gpkg_metadata (id), md_parent_id integer references gpkg_metadata (id)
);
