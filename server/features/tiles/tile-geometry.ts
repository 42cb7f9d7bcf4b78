import { Clipper64, ClipType, FillRule, type Path64, type PolyPath64, PolyTree64, RectClipLines64 } from "clipper2-ts";
import type { ByteWriter } from "./byte-writer.ts";
import { startOf } from "./columns.ts";
import type { FeatureStore } from "./layer-store.ts";
import { cutExactly } from "./geos.ts";
import { Outlines } from "./outlines.ts";
import { Pen } from "./pen.ts";
import { BoxCutter } from "./box-cutter.ts";
import { type Box, type Ring, doubleArea, isWithin, reversed, snapped } from "./ring.ts";
import { thin } from "./thin.ts";
import { BUFFER, EXTENT, type TileAddress } from "./tile-math.ts";
import { LINE, POINT, POLYGON } from "#server/wkb.ts";

const TILE: Box = [-BUFFER, -BUFFER, EXTENT + BUFFER, EXTENT + BUFFER];
/**
 * Clipper2 counts in whole numbers too, takes corners less than two of them apart for one and finds crossings to one or two of
 * them: given parts of a unit, it keeps slivers and errs by less than a unit.
 */
const CLIPPER_UNITS = 16;

const outlines = new Outlines();
const cutter = new BoxCutter(TILE);

/**
 * Writes one feature as the commands of a vector tile: snapped to whole units, clipped to the tile with its buffer, valid.
 * @returns whether anything of it is left
 */
export const writeGeometry = (store: FeatureStore, feature: number, tile: TileAddress, out: ByteWriter): boolean => {
  if (store.types[feature] === POLYGON) return writePolygon(store, feature, tile, out);
  const pen = new Pen(out);
  const parts = partsOf(store, feature, tile);
  if (store.types[feature] === POINT) return pen.points(parts.flat().filter((point) => isWithin(point, TILE)));
  return parts.flatMap(([line]) => clippedLine(line ?? [])).reduce((drawn, line) => pen.line(line) || drawn, false);
};

/**
 * Outlines that are still simple when snapped, as nearly all are, are written as they are, or cut side by side; where that
 * takes more care by Clipper2, which is right on simple outlines but has been seen to run for ever on degenerate ones. Those,
 * and very long ones, go through the engine that PostGIS uses.
 */
const writePolygon = (store: FeatureStore, feature: number, tile: TileAddress, out: ByteWriter): boolean => {
  if (!outlines.snap(store, feature, tile)) return draw(cutByGeos(partsOf(store, feature, tile)), out);
  if (outlines.isEmpty) return false;
  const isConvex = outlines.isOneConvex;
  if (!isConvex && !outlines.isSimple()) return draw(cutByGeos(outlines.parts()), out);
  if (outlines.isWithin) {
    outlines.write(out);
    return true;
  }
  const parts = outlines.parts();
  const cut = parts.flatMap((rings) => (isConvex ? rings.map((ring) => cutter.cutConvex(ring)) : cutPart(rings)));
  return draw(cut.map((ring) => snapped(ring, true)).filter(hasArea), out);
};

const draw = (rings: readonly Ring[], out: ByteWriter): boolean => {
  const pen = new Pen(out);
  return rings.reduce((drawn, ring) => pen.ring(ring) || drawn, false);
};

/** Parts of rings of a feature in tile units, not yet snapped; rings without the repeated last point. */
const partsOf = (store: FeatureStore, feature: number, { z, x, y }: TileAddress): Ring[][] => {
  const { coordinates, ringEnds, partEnds, featureEnds, types } = store;
  const scale = EXTENT * 2 ** z;
  const [left, top] = [x * EXTENT, y * EXTENT];
  const isPolygon = (types[feature] ?? POINT) > LINE;
  const parts: Ring[][] = [];
  for (let part = startOf(featureEnds, feature); part < (featureEnds[feature] ?? 0); part++) {
    const rings: Ring[] = [];
    for (let ring = startOf(partEnds, part); ring < (partEnds[part] ?? 0); ring++) {
      const points: number[] = [];
      const last = (ringEnds[ring] ?? 0) - (isPolygon ? 1 : 0);
      for (let point = startOf(ringEnds, ring); point < last; point++) {
        points.push((coordinates[2 * point] ?? 0) * scale - left, (coordinates[2 * point + 1] ?? 0) * scale - top);
      }
      rings.push(points);
    }
    parts.push(rings);
  }
  return parts;
};

const clippedLine = (line: Ring): Ring[] => {
  const whole = snapped(thinned(line), false);
  if (isWithin(whole, TILE)) return [whole];
  const [left, top, right, bottom] = TILE.map((side) => side * CLIPPER_UNITS) as [number, number, number, number];
  return new RectClipLines64({ left, top, right, bottom })
    .execute([toPath(whole)])
    .map((path) => snapped(fromPath(path), false));
};

const thinned = (line: Ring): Ring => {
  const xs = Float64Array.from({ length: line.length / 2 }, (_, point) => line[2 * point] as number);
  const ys = Float64Array.from(xs, (_, point) => line[2 * point + 1] as number);
  const points = thin(xs, ys, xs.length, 2);
  return Array.from({ length: 2 * points }, (_, at) => (at % 2 === 0 ? xs : ys)[at >> 1] as number);
};

const hasArea = (ring: Ring): boolean => doubleArea(ring) !== 0;

const clockwise = (ring: Ring, isExterior: boolean): Ring =>
  doubleArea(ring) > 0 === isExterior ? ring : reversed(ring);

const cutByGeos = (parts: readonly (readonly Ring[])[]): Ring[] =>
  cutExactly(parts, TILE).flatMap((rings) => rings.map((ring, place) => clockwise(ring, place === 0)));

const cutPart = (rings: readonly Ring[]): readonly Ring[] => cutter.cutSimple(rings) ?? cutByClipper(rings);

/** @param rings exteriors clockwise on the screen, holes the other way */
const cutByClipper = (rings: readonly Ring[]): Ring[] => {
  const clipper = new Clipper64();
  clipper.addSubject(rings.map(toPath));
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
    if (!hasArea(ring)) continue;
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
