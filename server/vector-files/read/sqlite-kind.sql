-- Of a GeoPackage: what something is, and the statement it was made by. ? name. One row where it is there.
select type, sql from sqlite_master where name = ? and type in ('table', 'view')
