import { voronoi } from "@turf/turf";
import { Clipper, FillRule, type Path64, type Paths64, PointInPolygonResult } from "clipper2-ts";

export type Outline = { readonly type: string; readonly coordinates: [number, number][][][] };
type Place = { readonly id: string; readonly position: readonly [number, number] };
type Area = {
  readonly id: string;
  readonly kind: "service" | "nearest";
  readonly km: number | null;
  readonly site: string | null;
  readonly geometry: Outline;
};

/** A circle of so many corners has 0.2 % less area than the round one. */
const CORNERS = 64;
/** Corners lie outside the circle by as much as the edges lie inside. */
const EVEN_OUT = Math.sqrt((2 * Math.PI) / CORNERS / Math.sin((2 * Math.PI) / CORNERS));

/**
 * Service areas of each threshold (km) and areas of the nearest site, clipped to the province. They are computed here and not in
 * PostGIS: the embedded one has been seen to give nothing for the union of a hundred circles.
 */
export const makeAreas = (places: readonly Place[], thresholdsKm: readonly number[], province: Outline): Area[] => {
  const plane = planeAt(province);
  const frame = province.coordinates.flat().map((ring) => plane.path(ring));
  const cut = (paths: Paths64): Outline => plane.outline(Clipper.intersect(paths, frame, FillRule.NonZero));
  const services =
    places.length === 0
      ? []
      : thresholdsKm.map((km): Area => {
          const circles = places.map(({ position }) => plane.circle(position, km));
          return {
            id: `service-${km}`,
            kind: "service",
            km,
            site: null,
            geometry: cut(Clipper.union(circles, FillRule.NonZero)),
          };
        });
  return [...services, ...nearestOf(places, plane, cut)];
};

/** Of sites at one place the first stands for all: no area is nearer to the others. */
const nearestOf = (places: readonly Place[], plane: Plane, cut: (paths: Paths64) => Outline): Area[] => {
  const distinct = [
    ...new Map(places.toReversed().map((place) => [place.position.join(), place])).values(),
  ].toReversed();
  const spots = distinct.map(({ position }) => {
    const { x, y } = plane.point(position);
    return { type: "Feature" as const, properties: {}, geometry: { type: "Point" as const, coordinates: [x, y] } };
  });
  if (spots.length === 0) return [];
  const cells = voronoi({ type: "FeatureCollection", features: spots }, { bbox: plane.box });
  return cells.features.map((cell, at): Area => {
    const id = distinct[at]!.id;
    const ring = cell.geometry.coordinates[0]!.slice(1);
    const path = ring.map(([x = 0, y = 0]) => ({ x: Math.round(x), y: Math.round(y) }));
    return { id: `nearest-${id}`, kind: "nearest", km: null, site: id, geometry: cut([path]) };
  });
};

type Plane = ReturnType<typeof planeAt>;

/**
 * Decimetres east and north of the middle of the province by the radii of the ellipsoid there: over the 60 km of the province
 * lengths are true to a thousandth.
 */
const planeAt = (province: Outline) => {
  const corners = province.coordinates.flat(2);
  const [lngs, lats] = [corners.map(([lng]) => lng), corners.map(([, lat]) => lat)];
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const [lng0, lat0] = [middle(lngs), middle(lats)];
  const [axis, squared] = [6_378_137, 0.00669437999014];
  const root = Math.sqrt(1 - squared * Math.sin((lat0 * Math.PI) / 180) ** 2);
  const north = ((axis * (1 - squared)) / root ** 3) * (Math.PI / 180) * 10;
  const east = (axis / root) * Math.cos((lat0 * Math.PI) / 180) * (Math.PI / 180) * 10;
  const point = ([lng, lat]: readonly [number, number]) => ({
    x: Math.round((lng - lng0) * east),
    y: Math.round((lat - lat0) * north),
  });
  const half = 2_000_000;
  return {
    point,
    box: [-half, -half, half, half] as [number, number, number, number],
    path: (ring: readonly [number, number][]): Path64 => ring.slice(1).map(point),
    circle: (position: readonly [number, number], km: number): Path64 => {
      const { x, y } = point(position);
      const radius = km * 10_000 * EVEN_OUT;
      return Array.from({ length: CORNERS }, (_, at) => ({
        x: Math.round(x + radius * Math.cos((at / CORNERS) * 2 * Math.PI)),
        y: Math.round(y + radius * Math.sin((at / CORNERS) * 2 * Math.PI)),
      }));
    },
    /** Outlines turn one way and holes the other; every hole belongs to the outline it lies in. */
    outline: (paths: Paths64): Outline => {
      const degrees = (path: Path64) => {
        const ring = path.map(({ x, y }): [number, number] => [
          Number((lng0 + x / east).toFixed(6)),
          Number((lat0 + y / north).toFixed(6)),
        ]);
        return [...ring, ring[0]!];
      };
      const outer = paths.filter((path) => Clipper.area(path) > 0);
      const holes = paths.filter((path) => Clipper.area(path) < 0);
      const sized = outer.toSorted((a, b) => Clipper.area(a) - Clipper.area(b));
      const owned = new Map<Path64, Path64[]>(sized.map((path) => [path, []]));
      for (const hole of holes) {
        const owner = sized.find((path) => hole.every((corner) => isIn(corner, path)));
        if (owner) owned.get(owner)?.push(hole);
      }
      return { type: "MultiPolygon", coordinates: [...owned].map(([path, inner]) => [path, ...inner].map(degrees)) };
    },
  };
};

/** On the edge counts as in. */
const isIn = (corner: Path64[number], path: Path64): boolean =>
  Clipper.pointInPolygon(corner, path) !== PointInPolygonResult.IsOutside;
