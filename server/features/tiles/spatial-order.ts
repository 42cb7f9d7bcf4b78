import Flatbush from "flatbush";
import { type ByteColumn, type Column, startOf } from "./columns.ts";
import type { FeatureStore } from "./layer-store.ts";

type Numbers = Float64Array | Uint32Array | Uint8Array;

/**
 * The features of a layer in memory that threads share, put so that what lies together on the map lies together in memory, and
 * with an index. A tile then reads a few runs of memory: of a million lots in the order of their ids, those of a tile lie scattered
 * over 200 MB, and to wait for them took half of the time that their tile took.
 * @param store features in the order of their ids
 * @param boxes west, north, east and south of each
 */
export const inSpatialOrder = (store: FeatureStore, boxes: Float64Array): FeatureStore => {
  const { features, types, labelPoints, ids, columns } = store;
  const ranks = orderInSpace(boxes, features);
  return {
    features,
    ...shapesOf(store, ranks),
    types: picked(types, ranks),
    labelPoints: labelPoints && picked(labelPoints, ranks, 2),
    ids: runsOf(ids, ranks),
    columns: columns.map((column) => columnOf(column, ranks)),
    ranks,
    index: indexed(picked(boxes, ranks, 4), features, SharedArrayBuffer).data,
  };
};

/** Found features in the order of their ids, whatever their places. */
export const inOrderOfIds = (found: readonly number[], ranks: Uint32Array): Uint32Array => {
  // Place and rank in one number, so that numbers alone are sorted.
  const features = ranks.length;
  const keys = new Float64Array(found.length);
  for (let at = 0; at < keys.length; at++) {
    const place = found[at] as number;
    keys[at] = (ranks[place] as number) * features + place;
  }
  keys.sort();
  const places = new Uint32Array(keys.length);
  for (let at = 0; at < keys.length; at++) places[at] = (keys[at] as number) % features;
  return places;
};

/** Where each feature stands, by its place in the order of ids. */
export const placesInOrder = ({ features, ranks }: FeatureStore): Uint32Array => {
  const places = new Uint32Array(features);
  for (let place = 0; place < features; place++) places[ranks ? (ranks[place] as number) : place] = place;
  return places;
};

const indexed = (boxes: Float64Array, features: number, memory: typeof SharedArrayBuffer | typeof ArrayBuffer) => {
  // Flatbush refuses to hold nothing; a layer may.
  const index = new Flatbush(Math.max(1, features), 16, Float64Array, memory);
  if (features === 0) index.add(-1, -1, -1, -1);
  for (let at = 0; at < boxes.length; at += 4)
    index.add(boxes[at] as number, boxes[at + 1] as number, boxes[at + 2] as number, boxes[at + 3] as number);
  index.finish();
  return index;
};

/** As the index finds them: node by node of neighbours. */
const orderInSpace = (boxes: Float64Array, features: number): Uint32Array => {
  const order = shared(Uint32Array, features);
  if (features > 0) order.set(indexed(boxes, features, ArrayBuffer).search(-Infinity, -Infinity, Infinity, Infinity));
  return order;
};

const shared = <T extends Numbers>(
  type: { new (memory: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number },
  length: number,
): T => new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));

const like = <T extends Numbers>(values: T, length: number): T =>
  shared(values.constructor as { new (memory: SharedArrayBuffer): T; BYTES_PER_ELEMENT: number }, length);

/** @param width how many numbers each feature has */
const picked = <T extends Numbers>(values: T, ranks: Uint32Array, width = 1): T => {
  const out = like(values, ranks.length * width);
  for (let place = 0; place < ranks.length; place++) {
    const from = (ranks[place] as number) * width;
    for (let at = 0; at < width; at++) out[place * width + at] = values[from + at] as number;
  }
  return out;
};

const runsOf = ({ bytes, ends }: ByteColumn, rows: Uint32Array): ByteColumn => {
  let length = 0;
  const outEnds = shared(Uint32Array, rows.length);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] as number;
    outEnds[place] = length += (ends[row] as number) - startOf(ends, row);
  }
  const out = shared(Uint8Array, length);
  for (let place = 0, at = 0; place < rows.length; place++) {
    const row = rows[place] as number;
    for (let byte = startOf(ends, row); byte < (ends[row] as number); byte++) out[at++] = bytes[byte] as number;
  }
  return { bytes: out, ends: outEnds };
};

/** Of values that are all different each goes where its feature does. */
const columnOf = (column: Column, ranks: Uint32Array): Column => {
  const codes = picked(column.codes, ranks);
  if (!column.isDistinct) return { ...column, codes, values: everyRun(column.values) };
  const used = codes.filter((code) => code !== 0);
  // The first value stands for “none”.
  const values = runsOf(column.values, Uint32Array.from([0, ...used]));
  let code = 0;
  for (let place = 0; place < codes.length; place++) if (codes[place] !== 0) codes[place] = ++code;
  return { ...column, codes, values };
};
const everyRun = (runs: ByteColumn): ByteColumn =>
  runsOf(
    runs,
    Uint32Array.from({ length: runs.ends.length }, (_, row) => row),
  );

type Shapes = Pick<FeatureStore, "coordinates" | "ringEnds" | "partEnds" | "featureEnds">;

const shapesOf = ({ coordinates, ringEnds, partEnds, featureEnds }: Shapes, ranks: Uint32Array): Shapes => {
  const out = {
    coordinates: like(coordinates, coordinates.length),
    ringEnds: like(ringEnds, ringEnds.length),
    partEnds: like(partEnds, partEnds.length),
    featureEnds: like(featureEnds, featureEnds.length),
  };
  let [numbers, rings, parts] = [0, 0, 0];
  for (let place = 0; place < ranks.length; place++) {
    const feature = ranks[place] as number;
    for (let part = startOf(featureEnds, feature); part < (featureEnds[feature] as number); part++) {
      for (let ring = startOf(partEnds, part); ring < (partEnds[part] as number); ring++) {
        const end = 2 * (ringEnds[ring] as number);
        for (let at = 2 * startOf(ringEnds, ring); at < end; at++)
          out.coordinates[numbers++] = coordinates[at] as number;
        out.ringEnds[rings++] = numbers / 2;
      }
      out.partEnds[parts++] = rings;
    }
    out.featureEnds[place] = parts;
  }
  return out;
};
