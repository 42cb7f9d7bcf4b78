import {
  linesOf,
  outerRings,
  type BaseCollection,
  type BaseFeature,
  type Linear,
  type LngLat,
  type Polygonal,
} from "#client/map/geojson.ts";
import { densify, isInside, labelPoint, type NameBox } from "#client/map/label-point.ts";
import type { Site } from "#contracts/sites.ts";

/** A name of the basemap with the point it is written at. */
export type AreaName = {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly point: LngLat;
};
export type BaseNames = {
  readonly districts: readonly AreaName[];
  readonly neighbours: readonly AreaName[];
  readonly rivers: readonly BaseFeature<Linear>[];
};
export const NO_NAMES: BaseNames = { districts: [], neighbours: [], rivers: [] };

/** `[west, south, east, north]` of the province, with which the map opens. */
export const PROVINCE_BOUNDS: readonly [number, number, number, number] = [105.6816, 9.8846, 106.296, 10.3315];

/** Degrees a pixel is wide at zoom 10.1, where the province fills a window. */
const DEGREES_PER_PIXEL = 0.00065;
const nameBox = (pixelsWide: number, pixelsHigh: number): NameBox => ({
  halfWidth: (pixelsWide / 2) * DEGREES_PER_PIXEL,
  halfHeight: (pixelsHigh / 2) * DEGREES_PER_PIXEL,
});

/** `Huyện Long Hồ` → `Long Hồ`; towns and cities keep a short type, for a zone bears the same name. */
export const shortDistrictName = (name: string): string =>
  name
    .replace(/^Huyện /, "")
    .replace(/^Thị xã /, "TX ")
    .replace(/^Thành phố /, "TP ")
    .replace(/ district$/i, "");

export const shortProvinceName = (name: string): string =>
  name.replace(/^(Tỉnh|Thành phố) /, "").replace(/ (province|city)$/i, "");

type Areas = BaseCollection<Polygonal>;

const named = (areas: Areas, point: (shape: Polygonal, nameVi: string) => LngLat | null): AreaName[] =>
  areas.features.flatMap(({ geometry, properties: { id, nameVi, nameEn } }) => {
    const at = nameVi === null ? null : point(geometry, nameVi);
    return at && nameVi !== null ? [{ id, nameVi, nameEn: nameEn ?? nameVi, point: at }] : [];
  });

/** Names of districts, clear of our symbols and their labels, of rivers and of borders. */
export const districtNames = (
  districts: Areas,
  rivers: BaseCollection<Linear> | null,
  sites: readonly Site[],
): AreaName[] => {
  const inTheWay: LngLat[] = [];
  for (const { position, kind, parentId } of sites) {
    if (!position) continue;
    inTheWay.push(position);
    // Zones and clusters are labelled, first of all to the right.
    if ((kind === "zone" || kind === "corridor" || kind === "cluster") && !parentId) {
      for (const right of [25, 45, 65, 85, 105]) {
        for (const up of [-9, 9])
          inTheWay.push([position[0] + right * DEGREES_PER_PIXEL, position[1] + up * DEGREES_PER_PIXEL]);
      }
    }
  }
  for (const { geometry, properties } of rivers?.features ?? []) {
    if (properties.rank <= 2) for (const line of linesOf(geometry)) inTheWay.push(...densify(line, 0.01));
  }
  return named(districts, (shape, name) =>
    labelPoint(shape, inTheWay, nameBox(shortDistrictName(name).length * 9 + 12, 30)),
  );
};

/** Two river axes closer than this share one reach, in degrees. */
const SHARED_REACH = 0.012;

/**
 * Lines that river names follow. Axes of the data run on into each other (the Hàm Luông up the Tiền); the longer river
 * keeps the shared reach, so that no reach bears two names.
 */
export const riverLines = (rivers: BaseCollection<Linear>): BaseFeature<Linear>[] => {
  const main = rivers.features.filter(({ properties }) => properties.rank === 1);
  const longestFirst = main
    .map((river) => ({ river, points: linesOf(river.geometry).flat() }))
    .sort((a, b) => b.points.length - a.points.length);
  const taken: LngLat[] = [];
  const kept = longestFirst.map(({ river, points }): BaseFeature<Linear> => {
    const isFree = ([lng, lat]: LngLat) =>
      !taken.some((other) => Math.abs(other[0] - lng) < SHARED_REACH && Math.abs(other[1] - lat) < SHARED_REACH);
    const reaches: LngLat[][] = [[]];
    for (const point of points) {
      if (isFree(point)) reaches.at(-1)?.push(point);
      else if (reaches.at(-1)?.length) reaches.push([]);
    }
    taken.push(...points);
    return {
      ...river,
      geometry: { type: "MultiLineString", coordinates: reaches.filter((reach) => reach.length > 1) },
    };
  });
  return [...kept, ...rivers.features.filter(({ properties }) => properties.rank === 2)];
};

/** How far beyond the province to the sides and up and down a neighbour's name is looked for, in degrees: what the opening map shows. */
const CONTEXT = { sides: 0.004, ends: 0.05 };
const GRID = 40;

/** Names of neighbours near the border, where the opening map shows them, not in the far middle of their area. */
export const neighbourNames = (neighbours: Areas): AreaName[] => {
  const [west, south, east, north] = [
    PROVINCE_BOUNDS[0] - CONTEXT.sides,
    PROVINCE_BOUNDS[1] - CONTEXT.ends,
    PROVINCE_BOUNDS[2] + CONTEXT.sides,
    PROVINCE_BOUNDS[3] + CONTEXT.ends,
  ];
  return named(neighbours, (shape) => {
    const border = outerRings(shape).flatMap((ring) => densify(ring, 0.01));
    let best: LngLat | null = null;
    let bestRoom = 0.02;
    for (let column = 0; column < GRID; column += 1) {
      for (let row = 0; row < GRID; row += 1) {
        const point: LngLat = [
          west + ((east - west) * (column + 0.5)) / GRID,
          south + ((north - south) * (row + 0.5)) / GRID,
        ];
        if (!isInside(point, shape)) continue;
        const toFrame = Math.min(point[0] - west, east - point[0], (point[1] - south) * 3, (north - point[1]) * 3);
        let room = Math.min(toFrame, 0.09);
        for (const [lng, lat] of border)
          room = Math.min(room, Math.max(Math.abs(lng - point[0]), Math.abs(lat - point[1]) * 3));
        if (room > bestRoom) {
          best = point;
          bestRoom = room;
        }
      }
    }
    return best;
  });
};
