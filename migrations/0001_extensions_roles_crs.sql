-- Extensions, the two roles every request runs as, and the VN-2000 provincial zones.

create extension if not exists postgis;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Roles belong to the whole cluster: another database may have created them already, or be
-- creating them at this moment, which shows as a unique violation or a concurrent update.
do $$
declare
  role_name text;
  -- From PostgreSQL 16 on, being a member no longer implies the right to switch to the role.
  privilege constant text :=
    case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end;
begin
  foreach role_name in array array['vlmap_reader', 'vlmap_writer'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin', role_name);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    if not pg_has_role(current_user, role_name, privilege) then
      begin
        execute format('grant %I to current_user', role_name);
      exception when unique_violation or internal_error then
        if not pg_has_role(current_user, role_name, privilege) then
          raise;
        end if;
      end;
    end if;
  end loop;
  -- Whoever may write may read.
  if not pg_has_role('vlmap_writer', 'vlmap_reader', 'USAGE') then
    begin
      grant vlmap_reader to vlmap_writer;
    exception when unique_violation or internal_error then
      if not pg_has_role('vlmap_writer', 'vlmap_reader', 'USAGE') then
        raise;
      end if;
    end;
  end if;
end
$$;

grant usage on schema public to vlmap_reader, vlmap_writer;

-- VN-2000 / TM-3, the zones of the provinces' cadastral maps, which PostGIS does not ship.
-- Names, meridians and k from EPSG 9205–9218; the seven parameters are those PostGIS has for EPSG
-- 3405 and 5896 (EPSG:6960, accuracy 1 m), rotations with the signs of the position vector
-- convention, so opposite to the published coordinate frame ones.
-- auth_name stays null on purpose: with 'EPSG' PostGIS asks PROJ's own database by code, and PROJ
-- prefers the transformation of two exploration blocks (EPSG:5194) in the whole of the Mekong
-- delta; measured at 105.97°E 10.25°N that moves a point by 0.81 m.
with zone (srid, name, central_meridian) as (
  values
    (9205, '103-00', '103'),
    (9206, '104-00', '104'),
    (9207, '104-30', '104.5'),
    (9208, '104-45', '104.75'),
    (9209, '105-30', '105.5'),
    (9210, '105-45', '105.75'),
    (9211, '106-00', '106'),
    (9212, '106-15', '106.25'),
    (9213, '106-30', '106.5'),
    (9214, '107-00', '107'),
    (9215, '107-15', '107.25'),
    (9216, '107-30', '107.5'),
    (9217, '108-15', '108.25'),
    (9218, '108-30', '108.5')
),
datum (towgs84) as (
  values ('-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278')
)
insert into spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text)
select
  srid,
  null,
  null,
  format(
    'PROJCS["VN-2000 / TM-3 %s",GEOGCS["VN-2000",DATUM["Vietnam_2000",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],TOWGS84[%s],AUTHORITY["EPSG","6756"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4756"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",%s],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","%s"]]',
    name, towgs84, central_meridian, srid
  ),
  format(
    '+proj=tmerc +lat_0=0 +lon_0=%s +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=%s +units=m +no_defs',
    central_meridian, towgs84
  )
from zone
cross join datum
on conflict (srid) do update
  set auth_name = excluded.auth_name,
      auth_srid = excluded.auth_srid,
      srtext = excluded.srtext,
      proj4text = excluded.proj4text;
