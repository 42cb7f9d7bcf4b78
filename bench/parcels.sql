-- Synthetic parcels for benchmarks, in a schema of their own: $1 is replaced by their number. Around Vĩnh Long for 60 of 100,
-- along the country's coast for the rest; 85 of 100 are quadrilaterals, 8 concave, 5 have a hole, 2 are two-part.
create schema bench;
select setseed(0.42);
create table bench.parcels as
with
place as (
  select n,
    case when random() < 0.6 then 105.6 + random() * 0.7 else 105.2 + random() * 3.2 end as lng,
    random() as along,
    random() as turn,
    random() as shape,
    0.00025 + random() * 0.0009 as size,
    random() as class,
    random() as kind
  from generate_series(1, $1) n
),
spot as (
  select p.*,
    case when p.kind < 0.6 and p.lng < 106.3 then 9.8 + p.along * 0.6 else 8.8 + p.along * 12.5 end as lat,
    cos(p.turn * pi() / 2) * p.size as ax,
    sin(p.turn * pi() / 2) * p.size as ay
  from place p
),
-- Corners in a frame turned by the parcel's own angle: (u, v) is the middle + u·(ax, ay) + v·(−ay, ax).
outline as (
  select s.*,
    case
      when s.shape < 0.85 then 'POLYGON((-1 -0.6,1 -0.6,1 0.6,-1 0.6,-1 -0.6))'
      when s.shape < 0.93 then 'POLYGON((-1 -1,1 -1,1 -0.2,0.1 -0.2,0.1 0.3,0.8 0.3,0.8 1,-1 1,-1 -1))'
      when s.shape < 0.98 then 'POLYGON((-1 -1,1 -1,1 1,-1 1,-1 -1),(-0.5 -0.5,-0.5 0.4,0.4 0.4,0.4 -0.5,-0.5 -0.5))'
      else 'MULTIPOLYGON(((-1 -1,-0.1 -1,-0.1 1,-1 1,-1 -1)),((0.1 -1,1 -1,1 1,0.1 1,0.1 -1)))'
    end as frame
  from spot s
),
shaped as (
  select o.*, st_setsrid(st_affine(o.frame::geometry, o.ax, -o.ay, o.ay, o.ax, o.lng, o.lat), 4326) as geom
  from outline o
)
select
  -- Layers are read in the byte order of their ids; so the primary key stands in it, too.
  ('parcel-' || lpad(s.n::text, 8, '0')) collate "C" as id,
  (array['planned', 'cleared', 'leased', 'deployed'])[1 + floor(s.class * 4)::int] as class,
  'Lô ' || s.n as label,
  round((st_area(s.geom) * 1.21e6)::numeric, 4)::float8 as area_ha,
  s.geom
from shaped s
order by st_geohash(st_pointonsurface(s.geom), 8) collate "C", s.n;
alter table bench.parcels add primary key (id);
-- The floor reads Web Mercator, so that it is not charged for projecting.
alter table bench.parcels add column geom_3857 geometry(geometry, 3857);
update bench.parcels set geom_3857 = st_transform(geom, 3857);
create index parcels_geom on bench.parcels using gist (geom);
create index parcels_geom_3857 on bench.parcels using gist (geom_3857);
vacuum analyze bench.parcels;
-- As the server reads layers (migrations/views/70_map_feature.sql). In `wide` the same parcels carry one of 40 notes of 8 kB, for
-- tiles of some 350 kB at any zoom.
create table bench.note as
select n, (select string_agg(md5(n || ' ' || part), '') from generate_series(1, 256) part) as text
from generate_series(0, 39) n;
create view bench.map_feature as
select 'parcels' as layer, id, geom, area_ha as weight, json_build_object('class', class, 'label', label) as properties,
  class, label
from bench.parcels;
create view bench.map_feature_wide as
select 'wide' as layer, p.id, p.geom, p.area_ha as weight,
  json_build_object('class', p.class, 'label', p.label, 'note', n.text) as properties
from bench.parcels p
join bench.note n on n.n = right(p.id, 3)::int % 40;
grant usage on schema bench to vlmap_reader;
grant select on all tables in schema bench to vlmap_reader;
