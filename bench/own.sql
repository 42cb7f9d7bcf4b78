-- Our own layers in Web Mercator, for their floor; as a reader sees them, who is not shown what is made up.
create schema bench;
grant usage, create on schema bench to vlmap_reader;
set role vlmap_reader;
create table bench.feature as
select f.layer, f.id collate "C" as id, f.properties::jsonb as properties, st_transform(f.geom, 3857) as geom_3857
from api.map_feature f;
create index feature_geom_3857 on bench.feature using gist (geom_3857);
reset role;
analyze bench.feature;
