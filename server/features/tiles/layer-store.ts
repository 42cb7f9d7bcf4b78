import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";
import { inByteOrder } from "./byte-order.ts";
import {
  type ByteColumn,
  ByteColumnBuilder,
  type Column,
  ColumnBuilder,
  type PropertyValue,
  startOf,
} from "./columns.ts";
import { type Density, DensityBuilder } from "./density.ts";
import { Growing } from "./growing.ts";
import { labelPointOf } from "./label-point.ts";
import { type Overview, OverviewBuilder } from "./overview.ts";
import { type FeatureRow, opened, type PackedRows, type Properties } from "./packed-rows.ts";
import { inSpatialOrder } from "./spatial-order.ts";
import type { TileLayer } from "./tile-layer.ts";
import { type WorldBox, worldX, worldY } from "./tile-math.ts";
import { type GeometrySink, POLYGON, readWkb, WkbReader } from "#server/wkb.ts";

/** Features in memory as a structure of arrays, shared by the threads that encode tiles. */
export type FeatureStore = {
  readonly features: number;
  /** x and y of each point, in units of the world. */
  readonly coordinates: Float64Array;
  /** Where each ring ends, in points; each part, in rings; each feature, in parts. */
  readonly ringEnds: Uint32Array;
  readonly partEnds: Uint32Array;
  readonly featureEnds: Uint32Array;
  readonly types: Uint8Array;
  /** x and y of where each feature's name is written; null for layers without names. */
  readonly labelPoints: Float64Array | null;
  /** UTF-8. */
  readonly ids: ByteColumn;
  readonly columns: readonly Column[];
  /**
   * Of each feature its place in the order of ids, in which tiles are written, so that they have the same bytes whichever database
   * they came from; null where features stand in that order.
   */
  readonly ranks: Uint32Array | null;
  /** Of the spatial index over the features' boxes; null for those of one tile only. */
  readonly index: ArrayBufferLike | null;
};

/** A layer as tiles are made of it. */
export type LayerStore = {
  /** Null where the features take more memory than they may: they are then fetched for each tile. */
  readonly features: FeatureStore | null;
  readonly overview: Overview | null;
  readonly density: Density;
  readonly summary: LayerSummary;
};

export type LayerSummary = {
  readonly features: number;
  /** Corners of all features. */
  readonly points: number;
  /** West, north, east, south in units of the world; null where there is no feature. */
  readonly box: WorldBox | null;
  /** Names and types of the properties. */
  readonly fields: Readonly<Record<string, "String" | "Number" | "Boolean">>;
  /** SHA-256 over all rows: of two layers with the same hash all tiles are the same. */
  readonly hash: string;
  /** Bytes of memory the features take, or would have taken when it was found that they take too much. */
  readonly bytes: number;
};

/** Names of property types as TileJSON has them. */
const FIELD_TYPE = { string: "String", number: "Number", boolean: "Boolean" } as const;

const BYTES_OF_NUMBER = 8;
/** What the arrays take is summed up again after so many features. */
const FEATURES_BETWEEN_SUMS = 256;

/** Collects rows, which must come in the order of their ids. */
export class LayerBuilder {
  readonly #layer: TileLayer;
  readonly #overview: OverviewBuilder | null;
  readonly #density = new DensityBuilder();
  readonly #hash: Hash = createHash("sha256");
  readonly #fields: Record<string, "String" | "Number" | "Boolean"> = {};
  readonly #maxBytes: number;
  readonly #extent = new Extent();
  #features: FeatureBuilder | null;
  #count = 0;
  #points = 0;
  #bytes = 0;
  #box: WorldBox | null = null;

  /** @param maxBytes beyond which features are not kept, only their overview */
  constructor(layer: TileLayer, maxBytes = Number.POSITIVE_INFINITY) {
    this.#layer = layer;
    this.#maxBytes = maxBytes;
    this.#features = new FeatureBuilder(layer.hasLabels);
    this.#overview = layer.overview && new OverviewBuilder(layer.overview);
  }

  /** @throws {RangeError} a geometry that tiles cannot hold */
  add({ id, properties, weight, wkb }: FeatureRow): void {
    const extent = this.#features ? this.#features.add(columnOf(id), 0, new WkbReader(wkb)) : this.#measure(wkb);
    for (const name of Object.keys(properties)) {
      this.#features?.column(name).set(this.#count, properties[name] as PropertyValue);
      this.#fields[name] ??= FIELD_TYPE[typeof properties[name] as "string" | "number" | "boolean"];
    }
    const { west, north, east, south } = extent;
    const [middleX, middleY] = [(west + east) / 2, (north + south) / 2];
    const by = this.#layer.overview?.by;
    this.#overview?.add(middleX, middleY, weight, by === undefined ? undefined : properties[by]);
    this.#density.add(middleX, middleY);
    this.#hash.update(JSON.stringify([id, properties, weight, wkb.length])).update(wkb);
    const box = this.#box ?? [west, north, east, south];
    this.#box = [Math.min(box[0], west), Math.min(box[1], north), Math.max(box[2], east), Math.max(box[3], south)];
    this.#points += extent.points;
    this.#count += 1;
    if (this.#count % FEATURES_BETWEEN_SUMS === 0) this.#dropIfTooLarge();
  }

  finish(): LayerStore {
    this.#dropIfTooLarge();
    const summary: LayerSummary = {
      features: this.#count,
      points: this.#points,
      box: this.#box,
      fields: this.#fields,
      // What tiles hold follows from how the layer is drawn, too.
      hash: this.#hash.update(JSON.stringify(this.#layer)).digest("base64url").slice(0, 16),
      bytes: this.#features?.byteLength ?? this.#bytes,
    };
    return {
      features: this.#features?.finishLayer() ?? null,
      overview: this.#overview?.finish() ?? null,
      density: this.#density.finish(summary),
      summary,
    };
  }

  #measure(wkb: Uint8Array): Extent {
    this.#extent.clear();
    readWkb(wkb, this.#extent);
    return this.#extent;
  }

  #dropIfTooLarge(): void {
    const bytes = this.#features?.byteLength ?? 0;
    if (bytes <= this.#maxBytes) return;
    this.#bytes = bytes;
    this.#features = null;
  }
}

const columnOf = (text: string): ByteColumn => {
  const bytes = Buffer.from(text);
  return { bytes, ends: Uint32Array.of(bytes.length) };
};

/** Features of one tile, put in the order of their ids. */
export const featuresOf = (
  rows: PackedRows,
  { hasLabels, columns }: Pick<TileLayer, "hasLabels" | "columns">,
): FeatureStore => {
  const { ids, properties, wkb } = opened(rows);
  const builder = new FeatureBuilder(hasLabels, Math.ceil(wkb.bytes.length / BYTES_OF_NUMBER));
  const reader = new WkbReader(wkb.bytes);
  const inOrder = inByteOrder(ids);
  for (const row of inOrder) {
    reader.moveTo(startOf(wkb.ends, row));
    builder.add(ids, row, reader);
  }
  if (columns) builder.setColumns(columns, properties as readonly (readonly (PropertyValue | null)[])[], inOrder);
  else builder.setProperties(properties as readonly Properties[], inOrder);
  return builder.finish();
};

/** The box and the number of corners of one feature. */
class Extent implements GeometrySink {
  west = Infinity;
  north = Infinity;
  east = -Infinity;
  south = -Infinity;
  points = 0;

  clear(): void {
    this.west = this.north = Infinity;
    this.east = this.south = -Infinity;
    this.points = 0;
  }

  /** Projects the numbers of a ring from degrees to units of the world, in their place. */
  ring(numbers: Float64Array, length: number): void {
    let { west, north, east, south } = this;
    for (let at = 0; at < length; at += 2) {
      const [x, y] = [worldX(numbers[at] as number), worldY(numbers[at + 1] as number)];
      numbers[at] = x;
      numbers[at + 1] = y;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < north) north = y;
      if (y > south) south = y;
    }
    this.west = west;
    this.north = north;
    this.east = east;
    this.south = south;
    this.points += length / 2;
  }

  endPart(): void {}
}

class FeatureBuilder {
  readonly #coordinates: Growing<Float64Array>;
  readonly #ringEnds = new Growing(Uint32Array);
  readonly #partEnds = new Growing(Uint32Array);
  readonly #featureEnds = new Growing(Uint32Array);
  readonly #types = new Growing(Uint8Array);
  readonly #boxes = new Growing(Float64Array);
  readonly #labelPoints: Growing<Float64Array> | null;
  readonly #ids = new ByteColumnBuilder();
  readonly #columns = new Map<string, ColumnBuilder>();
  readonly #extent = new Extent();
  readonly #sink: GeometrySink = {
    ring: (numbers, length) => {
      this.#extent.ring(numbers, length);
      this.#coordinates.append(numbers, 0, length);
      this.#ringEnds.push(this.#coordinates.length / 2);
    },
    endPart: () => this.#partEnds.push(this.#ringEnds.length),
  };

  /** @param numbers how many coordinates there may be, where that is known */
  constructor(hasLabels: boolean, numbers?: number) {
    this.#coordinates = new Growing(Float64Array, numbers);
    this.#labelPoints = hasLabels ? new Growing(Float64Array) : null;
  }

  get byteLength(): number {
    const plain = [this.#coordinates, this.#ringEnds, this.#partEnds, this.#featureEnds, this.#types, this.#boxes];
    return [...plain, this.#ids, ...this.#columns.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** @returns the feature's extent, true until the next one is added */
  add(ids: ByteColumn, row: number, geometry: WkbReader): Extent {
    const extent = this.#extent;
    extent.clear();
    const firstPart = this.#partEnds.length;
    const type = geometry.read(this.#sink);
    const { west, north, east, south } = extent;
    this.#boxes.push(west);
    this.#boxes.push(north);
    this.#boxes.push(east);
    this.#boxes.push(south);
    this.#featureEnds.push(this.#partEnds.length);
    this.#types.push(type);
    if (this.#labelPoints) {
      const outlines = type === POLYGON ? this.#outlinesFrom(firstPart) : [];
      this.#labelPoints.append(labelPointOf(outlines, [west, north, east, south]));
    }
    this.#ids.add(ids.bytes, startOf(ids.ends, row), ids.ends[row]);
    return extent;
  }

  /** The property of this name; new ones follow those there are. */
  column(name: string): ColumnBuilder {
    let column = this.#columns.get(name);
    if (!column) this.#columns.set(name, (column = new ColumnBuilder()));
    return column;
  }

  setProperties(properties: readonly Properties[], inOrder: Uint32Array): void {
    for (let feature = 0; feature < inOrder.length; feature++) {
      const given = properties[inOrder[feature] as number] ?? {};
      for (const name of Object.keys(given)) this.column(name).set(feature, given[name] as PropertyValue);
    }
  }

  setColumns(
    names: readonly string[],
    values: readonly (readonly (PropertyValue | null)[])[],
    inOrder: Uint32Array,
  ): void {
    for (const [place, name] of names.entries()) {
      const [column, given] = [this.column(name), values[place] ?? []];
      for (let feature = 0; feature < inOrder.length; feature++) {
        const value = given[inOrder[feature] as number] ?? null;
        if (value !== null) column.set(feature, value);
      }
    }
  }

  /** For threads to share, with an index. */
  finishLayer(): FeatureStore {
    return inSpatialOrder(this.finish(), this.#boxes.done());
  }

  /** For one tile. */
  finish(): FeatureStore {
    const features = this.#types.length;
    return {
      features,
      coordinates: this.#coordinates.done(),
      ringEnds: this.#ringEnds.done(),
      partEnds: this.#partEnds.done(),
      featureEnds: this.#featureEnds.done(),
      types: this.#types.done(),
      labelPoints: this.#labelPoints?.done() ?? null,
      ids: this.#ids.done(),
      columns: [...this.#columns].map(([name, column]) => column.done(name, features)),
      ranks: null,
      index: null,
    };
  }

  /** Parts of rings of points, of the feature just added. */
  #outlinesFrom(firstPart: number): [number, number][][][] {
    const [parts, rings] = [this.#partEnds, this.#ringEnds];
    const before = (ends: Growing<Uint32Array>, index: number) => (index === 0 ? 0 : ends.at(index - 1));
    return range(firstPart, parts.length).map((part) =>
      range(before(parts, part), parts.at(part)).map((ring) =>
        range(before(rings, ring), rings.at(ring)).map((point) => [
          this.#coordinates.at(2 * point),
          this.#coordinates.at(2 * point + 1),
        ]),
      ),
    );
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, step) => from + step);
