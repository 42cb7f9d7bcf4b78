import {
  Clipper64,
  ClipType,
  FillRule,
  type Path64,
  type Paths64,
  type PolyPath64,
  PolyTree64,
  RectClipLines64,
} from "clipper2-ts";
import type { ByteWriter } from "./byte-writer.ts";
import type { FeatureStore } from "./layer-store.ts";
import { Pen } from "./pen.ts";
import { type Box, type Ring, cutToBox, doubleArea, isConvex, isWithin, reversed, snapped } from "./ring.ts";
import { SmallPolygonWriter } from "./small-polygon.ts";
import { BUFFER, EXTENT, type TileAddress } from "./tile-math.ts";
import { LINE, POINT, POLYGON } from "./wkb.ts";

const TILE: Box = [-BUFFER, -BUFFER, EXTENT + BUFFER, EXTENT + BUFFER];
/** What lies beyond is cut off first, so that numbers stay small at high zooms and clipping costs what the tile shows. */
const AROUND: Box = [-EXTENT, -EXTENT, 2 * EXTENT, 2 * EXTENT];
/**
 * Clipper2 counts in whole numbers too, takes corners less than two of them apart for one and finds crossings to one or two of
 * them: given parts of a unit, it keeps slivers and errs by less than a unit.
 */
const CLIPPER_UNITS = 16;

const smallPolygons = new SmallPolygonWriter();

/**
 * Writes one feature as the commands of a vector tile: snapped to whole units, clipped to the tile with its buffer, valid.
 * Convex outlines, which most lots are, are cut directly; all others go through Clipper2, whose results are simple polygons
 * with their holes. @returns whether anything of it is left
 */
export const writeGeometry = (store: FeatureStore, feature: number, tile: TileAddress, out: ByteWriter): boolean => {
  if (store.types[feature] === POLYGON) {
    const isLeft = smallPolygons.write(store, feature, tile, out);
    if (isLeft !== undefined) return isLeft;
  }
  const pen = new Pen(out);
  const parts = partsOf(store, feature, tile);
  switch (store.types[feature]) {
    case POINT:
      return pen.points(parts.flat().filter((point) => isWithin(point, TILE)));
    case LINE:
      return parts.flatMap(([line]) => clippedLine(line ?? [])).reduce((drawn, line) => pen.line(line) || drawn, false);
    default:
      return clippedPolygon(parts).reduce((drawn, ring) => pen.ring(ring) || drawn, false);
  }
};

/** Parts of rings of a feature in tile units, not yet snapped; rings without the repeated last point. */
const partsOf = (store: FeatureStore, feature: number, { z, x, y }: TileAddress): Ring[][] => {
  const { coordinates, ringEnds, partEnds, featureEnds, types } = store;
  const scale = EXTENT * 2 ** z;
  const [left, top] = [x * EXTENT, y * EXTENT];
  const isPolygon = (types[feature] ?? POINT) > LINE;
  const parts: Ring[][] = [];
  for (let part = endBefore(featureEnds, feature); part < (featureEnds[feature] ?? 0); part++) {
    const rings: Ring[] = [];
    for (let ring = endBefore(partEnds, part); ring < (partEnds[part] ?? 0); ring++) {
      const points: number[] = [];
      const last = (ringEnds[ring] ?? 0) - (isPolygon ? 1 : 0);
      for (let point = endBefore(ringEnds, ring); point < last; point++) {
        points.push((coordinates[2 * point] ?? 0) * scale - left, (coordinates[2 * point + 1] ?? 0) * scale - top);
      }
      rings.push(points);
    }
    parts.push(rings);
  }
  return parts;
};

const endBefore = (ends: Uint32Array, index: number): number => (index === 0 ? 0 : (ends[index - 1] ?? 0));

const clippedLine = (line: Ring): Ring[] => {
  const whole = snapped(line, false);
  if (isWithin(whole, TILE)) return [whole];
  const [left, top, right, bottom] = TILE.map((side) => side * CLIPPER_UNITS) as [number, number, number, number];
  return new RectClipLines64({ left, top, right, bottom })
    .execute([toPath(whole)])
    .map((path) => snapped(fromPath(path), false));
};

/** Exterior rings run clockwise on the screen, each followed by its holes, which run the other way. */
const clippedPolygon = (parts: readonly (readonly Ring[])[]): Ring[] => {
  const near = parts
    .map((rings) =>
      rings
        .map((ring) => snapped(isWithin(ring, AROUND) ? ring : cutToBox(ring, AROUND), true))
        .filter((ring) => doubleArea(ring) !== 0),
    )
    .filter((rings) => rings.length > 0);
  const [only] = near;
  if (!only) return [];
  const [ring] = only;
  if (near.length === 1 && only.length === 1 && ring && isConvex(ring)) {
    const cut = isWithin(ring, TILE) ? ring : snapped(cutToBox(ring, TILE), true);
    return doubleArea(cut) === 0 ? [] : [clockwise(cut, true)];
  }
  return cutByClipper(near);
};

const clockwise = (ring: Ring, isExterior: boolean): Ring =>
  doubleArea(ring) > 0 === isExterior ? ring : reversed(ring);

const cutByClipper = (parts: readonly (readonly Ring[])[]): Ring[] => {
  // Outlines count once and holes take away once, so that parts pushed over each other by snapping are joined, not emptied.
  const subject: Paths64 = parts.flatMap((rings) => rings.map((ring, place) => toPath(clockwise(ring, place === 0))));
  const clipper = new Clipper64();
  clipper.addSubject(subject);
  clipper.addClip([TILE_PATH]);
  const tree = new PolyTree64();
  clipper.execute(ClipType.Intersection, FillRule.Positive, tree);
  return ringsOf(tree, true);
};

/** In the tree outlines and holes take turns from level to level. */
const ringsOf = (tree: PolyPath64, isExterior: boolean): Ring[] => {
  const rings: Ring[] = [];
  for (let index = 0; index < tree.count; index++) {
    const node = tree.child(index);
    const ring = snapped(fromPath(node.poly ?? []), true);
    if (doubleArea(ring) === 0) continue;
    const inner = Array.from({ length: node.count }, (_, place) => node.child(place));
    rings.push(clockwise(ring, isExterior));
    rings.push(...inner.map((hole) => clockwise(snapped(fromPath(hole.poly ?? []), true), false)));
    for (const hole of inner) rings.push(...ringsOf(hole, true));
  }
  return rings;
};

const toPath = (ring: Ring): Path64 => {
  const path: Path64 = [];
  for (let at = 0; at < ring.length; at += 2)
    path.push({ x: CLIPPER_UNITS * (ring[at] as number), y: CLIPPER_UNITS * (ring[at + 1] as number) });
  return path;
};

const TILE_PATH = toPath([TILE[0], TILE[1], TILE[2], TILE[1], TILE[2], TILE[3], TILE[0], TILE[3]]);

const fromPath = (path: Path64): Ring => path.flatMap(({ x, y }) => [x / CLIPPER_UNITS, y / CLIPPER_UNITS]);
