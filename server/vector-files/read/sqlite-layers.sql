-- Of a GeoPackage: its layers of shapes. One row each.
select c.table_name as name, g.column_name as "column", s.organization as org, s.organization_coordsys_id as code, s.definition as wkt
from gpkg_contents c join gpkg_geometry_columns g on g.table_name = c.table_name
left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
where c.data_type = 'features' order by c.table_name limit 200
