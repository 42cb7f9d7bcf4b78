-- The geometry of a layer: two dimensions, neither z nor m.
insert into gpkg_geometry_columns values (?, 'geom', ?, ?, 0, 0)
