import Flatbush from "flatbush";
import { worldX, worldY } from "./tile-math.ts";
import { type GeometryType, readWkb } from "./wkb.ts";

/**
 * A layer in memory as a structure of arrays, shared by the threads that encode tiles. Features stand in the order of their
 * ids, so that a tile has the same bytes whichever database they came from.
 */
export type LayerStore = {
  readonly features: number;
  /** x and y of each point, in units of the world. */
  readonly coordinates: Float64Array;
  /** Where each ring ends, in points; each part, in rings; each feature, in parts. */
  readonly ringEnds: Uint32Array;
  readonly partEnds: Uint32Array;
  readonly featureEnds: Uint32Array;
  readonly types: Uint8Array;
  /** Middle of each feature's box, in units of the world. */
  readonly middles: Float64Array;
  /** What sums are taken of where features are too small to show, such as hectares. */
  readonly weights: Float64Array;
  readonly ids: TextColumn;
  /** In the order of `LayerRow.texts`. */
  readonly texts: readonly CodedColumn[];
  /** Of the spatial index over the features' boxes. */
  readonly index: ArrayBufferLike;
};

/** UTF-8 text per row: row `i` ends at `ends[i]`. */
export type TextColumn = { readonly bytes: Uint8Array; readonly ends: Uint32Array };
/** A column of few values: `codes[i]` is a row of `values`; 0 is “none”. */
export type CodedColumn = { readonly codes: Uint32Array; readonly values: TextColumn };

export type LayerRow = {
  readonly id: string;
  /** One per text property of the layer. */
  readonly texts: readonly (string | null)[];
  readonly weight: number;
  /** WGS 84, as `st_asbinary` writes it. */
  readonly wkb: Uint8Array;
};

/** Collects rows, which must come in the order of their ids. */
export class LayerBuilder {
  readonly #coordinates = new Growing(Float64Array, 1 << 12);
  readonly #ringEnds = new Growing(Uint32Array, 1 << 10);
  readonly #partEnds = new Growing(Uint32Array, 1 << 10);
  readonly #featureEnds = new Growing(Uint32Array, 1 << 10);
  readonly #types = new Growing(Uint8Array, 1 << 10);
  readonly #weights = new Growing(Float64Array, 1 << 10);
  readonly #boxes = new Growing(Float64Array, 1 << 12);
  readonly #middles = new Growing(Float64Array, 1 << 11);
  readonly #ids = new TextBuilder();
  readonly #texts: readonly CodedBuilder[];

  constructor(textColumns: number) {
    this.#texts = Array.from({ length: textColumns }, () => new CodedBuilder());
  }

  /** @throws {RangeError} a geometry that tiles cannot hold */
  add({ id, texts, weight, wkb }: LayerRow): void {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
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
    for (const edge of [west, north, east, south]) this.#boxes.push(edge);
    this.#middles.push((west + east) / 2);
    this.#middles.push((north + south) / 2);
    this.#featureEnds.push(this.#partEnds.length);
    this.#types.push(type);
    this.#weights.push(weight);
    this.#ids.add(id);
    this.#texts.forEach((column, place) => column.add(texts[place] ?? null));
  }

  finish(): LayerStore {
    const features = this.#types.length;
    const boxes = this.#boxes.done();
    // Flatbush refuses to hold nothing; a layer may.
    const index = new Flatbush(Math.max(1, features), 16, Float64Array, SharedArrayBuffer);
    if (features === 0) index.add(-1, -1, -1, -1);
    for (let at = 0; at < boxes.length; at += 4)
      index.add(boxes[at] ?? 0, boxes[at + 1] ?? 0, boxes[at + 2] ?? 0, boxes[at + 3] ?? 0);
    index.finish();
    return {
      features,
      coordinates: this.#coordinates.done(),
      ringEnds: this.#ringEnds.done(),
      partEnds: this.#partEnds.done(),
      featureEnds: this.#featureEnds.done(),
      types: this.#types.done(),
      middles: this.#middles.done(),
      weights: this.#weights.done(),
      ids: this.#ids.done(),
      texts: this.#texts.map((column) => column.done()),
      index: index.data,
    };
  }
}

/** Bytes a store holds. */
export const bytesOf = (store: LayerStore): number => {
  const texts = [store.ids, ...store.texts.map(({ values }) => values)];
  return [
    store.coordinates,
    store.ringEnds,
    store.partEnds,
    store.featureEnds,
    store.types,
    store.middles,
    store.weights,
    store.index,
    ...store.texts.map(({ codes }) => codes),
    ...texts.flatMap(({ bytes, ends }) => [bytes, ends]),
  ].reduce((sum, { byteLength }) => sum + byteLength, 0);
};

type Numbers = Float64Array | Uint32Array | Uint8Array;

/** An array that doubles when it is full, and ends in memory that threads share. */
class Growing<T extends Numbers> {
  readonly #type: new (source: SharedArrayBuffer | number) => T;
  #values: T;
  length = 0;

  constructor(type: new (source: never) => T, capacity: number) {
    this.#type = type as unknown as new (source: SharedArrayBuffer | number) => T;
    this.#values = new this.#type(capacity);
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow(this.length * 2);
    this.#values[this.length++] = value;
  }

  append(values: ArrayLike<number>): void {
    if (this.length + values.length > this.#values.length) this.#grow(2 * (this.length + values.length));
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  done(): T {
    const shared = new this.#type(new SharedArrayBuffer(this.length * this.#values.BYTES_PER_ELEMENT));
    shared.set(this.#values.subarray(0, this.length));
    return shared;
  }

  #grow(capacity: number): void {
    const larger = new this.#type(capacity);
    larger.set(this.#values);
    this.#values = larger;
  }
}

const utf8 = new TextEncoder();

class TextBuilder {
  readonly #bytes = new Growing(Uint8Array, 1 << 12);
  readonly #ends = new Growing(Uint32Array, 1 << 10);

  add(text: string): void {
    this.#bytes.append(utf8.encode(text));
    this.#ends.push(this.#bytes.length);
  }

  done(): TextColumn {
    return { bytes: this.#bytes.done(), ends: this.#ends.done() };
  }
}

class CodedBuilder {
  readonly #codes = new Growing(Uint32Array, 1 << 10);
  readonly #values = new TextBuilder();
  readonly #codeOf = new Map<string, number>();

  constructor() {
    this.#values.add("");
  }

  add(text: string | null): void {
    this.#codes.push(text === null ? 0 : (this.#codeOf.get(text) ?? this.#define(text)));
  }

  done(): CodedColumn {
    return { codes: this.#codes.done(), values: this.#values.done() };
  }

  #define(text: string): number {
    const code = this.#codeOf.size + 1;
    this.#codeOf.set(text, code);
    this.#values.add(text);
    return code;
  }
}
