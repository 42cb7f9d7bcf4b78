-- Table of a layer; its name, geometry and columns are put in from the collection's own description.
create table TABLE_NAME (fid integer primary key autoincrement not null, id text not null unique, GEOMETRY COLUMNS)
