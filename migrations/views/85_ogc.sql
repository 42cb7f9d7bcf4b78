-- What filters of OGC API – Features compare by. Alike on every database, whatever its collation: decomposed, a Vietnamese letter is
-- a Latin one with marks, all but đ.

create function api.without_case(given text) returns text language sql immutable parallel safe
  return normalize(translate(lower(normalize(given, nfd) collate "C"), 'Đ', 'đ'), nfc);

create function api.without_accents(given text) returns text language sql immutable parallel safe
  return translate(regexp_replace(normalize(given, nfd), U&'[\0300-\036F]', '', 'g'), 'đĐ', 'dD');

-- VN-2000 / UTM 48 and 49 (EPSG 3405 and 3406) by the same parameters as the zones of the provinces, under numbers of our own: by
-- EPSG's, PROJ prefers those of two exploration blocks in the whole of the delta, which is off by 0.8 m
-- (migrations/0001_extensions_roles_crs.sql). A row, because a transformation by text is built anew for every geometry.
insert into public.spatial_ref_sys (srid, srtext, proj4text)
select utm.srid, 'LOCAL_CS["VN-2000 / UTM zone ' || utm.zone || 'N"]',
  replace(tm.proj4text, '+proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +y_0=0', '+proj=utm +zone=' || utm.zone)
from (values (953405, 48), (953406, 49)) as utm (srid, zone)
join public.spatial_ref_sys tm on tm.srid = 9209
on conflict (srid) do update set srtext = excluded.srtext, proj4text = excluded.proj4text;

-- GeoJSON in easting, northing of a reference system, as a geometry like those stored.
create function api.shape_given(geojson text, srid integer) returns geometry language sql stable parallel safe
  return st_transform(st_setsrid(st_force2d(st_geomfromgeojson(geojson)), srid), 4326);

-- A stored geometry as GeoJSON in a reference system.
create function api.shape_sent(geom geometry, srid integer, north_first boolean, digits integer) returns text language sql stable parallel safe
  return st_asgeojson(case when north_first then st_flipcoordinates(geom) else st_transform(geom, srid) end, digits, 0);
