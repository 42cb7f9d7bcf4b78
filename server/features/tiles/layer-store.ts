import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";
import Flatbush from "flatbush";
import { type ByteColumn, ByteColumnBuilder, type Column, ColumnBuilder } from "./columns.ts";
import { type Density, DensityBuilder } from "./density.ts";
import { Growing } from "./growing.ts";
import { labelPointOf } from "./label-point.ts";
import { type Overview, OverviewBuilder } from "./overview.ts";
import type { FeatureRow } from "./packed-rows.ts";
import type { TileLayer } from "./tile-layer.ts";
import { type WorldBox, worldX, worldY } from "./tile-math.ts";
import { type GeometryType, POLYGON, readWkb } from "./wkb.ts";

/**
 * Features in memory as a structure of arrays, shared by the threads that encode tiles. They stand in the order of their ids, so
 * that a tile has the same bytes whichever database they came from.
 */
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

/** Collects rows, which must come in the order of their ids. */
export class LayerBuilder {
  readonly #layer: TileLayer;
  readonly #overview: OverviewBuilder | null;
  readonly #density = new DensityBuilder();
  readonly #hash: Hash = createHash("sha256");
  readonly #fields: Record<string, "String" | "Number" | "Boolean"> = {};
  readonly #maxBytes: number;
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
  add(row: FeatureRow): void {
    const [west, north, east, south] = this.#add(row);
    const [middleX, middleY] = [(west + east) / 2, (north + south) / 2];
    const by = this.#layer.overview?.by;
    this.#overview?.add(middleX, middleY, row.weight, by === undefined ? undefined : row.properties[by]);
    this.#density.add(middleX, middleY);
    for (const [name, value] of Object.entries(row.properties))
      this.#fields[name] ??= FIELD_TYPE[typeof value as "string" | "number" | "boolean"];
    this.#hash.update(JSON.stringify([row.id, row.properties, row.weight, row.wkb.length])).update(row.wkb);
    const box = this.#box ?? [west, north, east, south];
    this.#box = [Math.min(box[0], west), Math.min(box[1], north), Math.max(box[2], east), Math.max(box[3], south)];
    this.#count += 1;
  }

  finish(): LayerStore {
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
      features: this.#features?.finish(true) ?? null,
      overview: this.#overview?.finish() ?? null,
      density: this.#density.finish(summary),
      summary,
    };
  }

  #add(row: FeatureRow): WorldBox {
    const features = this.#features ?? new FeatureBuilder(false);
    const before = features.points;
    const box = features.add(row);
    this.#points += features.points - before;
    if (this.#features && features.byteLength > this.#maxBytes) {
      this.#bytes = features.byteLength;
      this.#features = null;
    }
    return box;
  }
}

/** Features of one tile, in the order of their ids. */
export const featuresOf = (rows: readonly FeatureRow[], hasLabels: boolean): FeatureStore => {
  const builder = new FeatureBuilder(hasLabels);
  for (const row of rows) builder.add(row);
  return builder.finish(false);
};

class FeatureBuilder {
  readonly #coordinates = new Growing(Float64Array);
  readonly #ringEnds = new Growing(Uint32Array);
  readonly #partEnds = new Growing(Uint32Array);
  readonly #featureEnds = new Growing(Uint32Array);
  readonly #types = new Growing(Uint8Array);
  readonly #boxes = new Growing(Float64Array);
  readonly #labelPoints: Growing<Float64Array> | null;
  readonly #ids = new ByteColumnBuilder();
  readonly #columns = new Map<string, ColumnBuilder>();

  constructor(hasLabels: boolean) {
    this.#labelPoints = hasLabels ? new Growing(Float64Array) : null;
  }

  get points(): number {
    return this.#coordinates.length / 2;
  }

  get byteLength(): number {
    const plain = [this.#coordinates, this.#ringEnds, this.#partEnds, this.#featureEnds, this.#types, this.#boxes];
    return [...plain, this.#ids, ...this.#columns.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** @returns the feature's box in units of the world */
  add({ id, properties, wkb }: FeatureRow): WorldBox {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    const firstPart = this.#partEnds.length;
    const type: GeometryType = readWkb(wkb, {
      point: (lng, lat) => {
        const [x, y] = [worldX(lng), worldY(lat)];
        this.#coordinates.push(x);
        this.#coordinates.push(y);
        west = Math.min(west, x);
        east = Math.max(east, x);
        north = Math.min(north, y);
        south = Math.max(south, y);
      },
      endRing: () => this.#ringEnds.push(this.#coordinates.length / 2),
      endPart: () => this.#partEnds.push(this.#ringEnds.length),
    });
    const box: WorldBox = [west, north, east, south];
    this.#boxes.append(box);
    const feature = this.#types.length;
    this.#featureEnds.push(this.#partEnds.length);
    this.#types.push(type);
    if (this.#labelPoints) {
      const outlines = type === POLYGON ? this.#outlinesFrom(firstPart) : [];
      this.#labelPoints.append(labelPointOf(outlines, box));
    }
    this.#ids.add(Buffer.from(id));
    for (const [name, value] of Object.entries(properties)) {
      let column = this.#columns.get(name);
      if (!column) this.#columns.set(name, (column = new ColumnBuilder()));
      column.set(feature, value);
    }
    return box;
  }

  /** @param isShared for threads to share, with an index; else for one tile */
  finish(isShared: boolean): FeatureStore {
    const features = this.#types.length;
    return {
      features,
      coordinates: this.#coordinates.done(isShared),
      ringEnds: this.#ringEnds.done(isShared),
      partEnds: this.#partEnds.done(isShared),
      featureEnds: this.#featureEnds.done(isShared),
      types: this.#types.done(isShared),
      labelPoints: this.#labelPoints?.done(isShared) ?? null,
      ids: this.#ids.done(isShared),
      columns: [...this.#columns].map(([name, column]) => column.done(name, features, isShared)),
      index: isShared ? this.#indexed(features) : null,
    };
  }

  #indexed(features: number): ArrayBufferLike {
    const boxes = this.#boxes.done(false);
    // Flatbush refuses to hold nothing; a layer may.
    const index = new Flatbush(Math.max(1, features), 16, Float64Array, SharedArrayBuffer);
    if (features === 0) index.add(-1, -1, -1, -1);
    for (let at = 0; at < boxes.length; at += 4)
      index.add(boxes[at] as number, boxes[at + 1] as number, boxes[at + 2] as number, boxes[at + 3] as number);
    index.finish();
    return index.data;
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
