-- Of a GeoPackage: rows of a layer. Its names are put in, quoted, where no parameter can stand. ? how many. One row each.
select :columns from :layer limit ?
