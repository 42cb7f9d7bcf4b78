import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { BUFFER, EXTENT } from "#server/features/tiles/tile-math.ts";

/** Rings of a decoded tile feature, in tile units. */
export type DecodedFeature = {
  readonly type: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly rings: readonly (readonly (readonly [number, number])[])[];
};

export const decode = (tile: Uint8Array, layer: string): DecodedFeature[] => {
  const decoded = new VectorTile(new PbfReader(tile)).layers[layer];
  if (!decoded) return [];
  return Array.from({ length: decoded.length }, (_, index) => {
    const feature = decoded.feature(index);
    return {
      type: feature.type,
      properties: feature.properties,
      rings: feature.loadGeometry().map((ring) => ring.map(({ x, y }) => [x, y] as const)),
    };
  });
};

/** By the surveyor's formula: outlines count positively, holes negatively. */
export const areaOf = (rings: DecodedFeature["rings"]): number =>
  rings.reduce((sum, ring) => {
    let twice = 0;
    ring.forEach(([x, y], place) => {
      const [nextX, nextY] = ring[(place + 1) % ring.length] ?? [x, y];
      twice += x * nextY - nextX * y;
    });
    return sum + twice / 2;
  }, 0);

/** Well-known binary, little-endian, of a point, line or (multi)polygon in GeoJSON's nesting. */
export const toWkb = (type: "Point" | "LineString" | "Polygon" | "MultiPolygon", coordinates: unknown): Uint8Array => {
  const bytes: number[] = [];
  const number = (value: number, size: 4 | 8) => {
    const view = new DataView(new ArrayBuffer(size));
    if (size === 4) view.setUint32(0, value, true);
    else view.setFloat64(0, value, true);
    bytes.push(...new Uint8Array(view.buffer));
  };
  const head = (code: number) => {
    bytes.push(1);
    number(code, 4);
  };
  const point = ([lng, lat]: readonly number[]) => {
    number(lng ?? 0, 8);
    number(lat ?? 0, 8);
  };
  const line = (points: readonly (readonly number[])[]) => {
    number(points.length, 4);
    points.forEach(point);
  };
  const polygon = (rings: readonly (readonly (readonly number[])[])[]) => {
    head(3);
    number(rings.length, 4);
    rings.forEach(line);
  };
  if (type === "Point") {
    head(1);
    point(coordinates as number[]);
  } else if (type === "LineString") {
    head(2);
    line(coordinates as number[][]);
  } else if (type === "Polygon") polygon(coordinates as number[][][]);
  else {
    const parts = coordinates as number[][][][];
    head(6);
    number(parts.length, 4);
    parts.forEach(polygon);
  }
  return Uint8Array.from(bytes);
};

/** How far the furthest corner of one drawing is from the nearest line of another, in tile units. */
export const distance = (from: DecodedFeature["rings"], to: DecodedFeature["rings"]): number => {
  let furthest = 0;
  for (const [x, y] of from.flat()) {
    let nearest = Number.POSITIVE_INFINITY;
    for (const ring of to) {
      ring.forEach(([fromX, fromY], place) => {
        const [toX, toY] = ring[place + 1] ?? [fromX, fromY];
        const [stepX, stepY] = [toX - fromX, toY - fromY];
        const length = stepX * stepX + stepY * stepY;
        const along = length === 0 ? 0 : ((x - fromX) * stepX + (y - fromY) * stepY) / length;
        const share = Math.max(0, Math.min(1, along));
        nearest = Math.min(nearest, Math.hypot(x - fromX - share * stepX, y - fromY - share * stepY));
      });
    }
    furthest = Math.max(furthest, nearest);
  }
  return furthest;
};

/** Drawn only by a splinter where the buffer ends, well outside the tile: which engine keeps what of such is chance. */
export const isAtRim = ({ rings }: DecodedFeature): boolean =>
  rings.flat().every(([x, y]) => Math.max(-x, -y, x - EXTENT, y - EXTENT) >= BUFFER - 2);
