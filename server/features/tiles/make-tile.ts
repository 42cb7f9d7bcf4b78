import Flatbush from "flatbush";
import { ByteWriter, sizeOfField } from "./byte-writer.ts";
import { type ByteColumn, startOf, writeValue } from "./columns.ts";
import type { FeatureStore, LayerStore } from "./layer-store.ts";
import { type Overview, overviewOf } from "./overview.ts";
import { Pen } from "./pen.ts";
import { inOrderOfIds } from "./spatial-order.ts";
import { writeGeometry } from "./tile-geometry.ts";
import type { TileLayer } from "./tile-layer.ts";
import { boxOf, EXTENT, type TileAddress } from "./tile-math.ts";
import { POINT } from "#server/wkb.ts";

// Fields of vector-tile-spec 2.1.
const TILE_LAYER = 3;
const LAYER = { version: 15, name: 1, feature: 2, key: 3, value: 4, extent: 5 } as const;
const FEATURE = { tags: 2, type: 3, geometry: 4 } as const;
const VALUE_STRING = 1;

const utf8 = new TextEncoder();

/** What makes tiles of a layer needs of its store. */
export type TileStore = Pick<LayerStore, "features" | "overview">;

/** Encodes tiles of one layer; keeps its working memory from tile to tile, so each thread has one. */
export class TileMaker {
  readonly #store: TileStore;
  readonly #layer: TileLayer;
  readonly #index: Flatbush | null;
  readonly #tile = new ByteWriter();
  readonly #tileLayer = new ByteWriter();
  readonly #geometry = new ByteWriter();
  readonly #tags = new ByteWriter();
  readonly #features = new ByteWriter();
  readonly #values = new ByteWriter();
  readonly #message = new ByteWriter();

  constructor(store: TileStore, layer: TileLayer) {
    this.#store = store;
    this.#layer = layer;
    this.#index = store.features?.index ? Flatbush.from(store.features.index) : null;
  }

  /**
   * The tile as vector-tile-spec 2.1 has it; empty where nothing of the layer is.
   * @param features those of the tile, where the layer's are not held
   */
  make(tile: TileAddress, features = this.#store.features): Uint8Array {
    this.#tile.clear();
    const { overview } = this.#store;
    if (overview && tile.z < overview.belowZoom) this.#writeOverview(overview, tile);
    else if (features) {
      const inOrder = this.#find(features, tile);
      this.#writeFeatures(features, inOrder, this.#layer.id, (feature) =>
        writeGeometry(features, feature, tile, this.#geometry) ? (features.types[feature] ?? POINT) : null,
      );
      const { labelPoints } = features;
      if (labelPoints)
        this.#writeFeatures(features, inOrder, `${this.#layer.id}-labels`, (feature) =>
          this.#writeLabelPoint(labelPoints, feature, tile) ? POINT : null,
        );
    }
    return this.#tile.written().slice();
  }

  #find({ features, index, ranks }: FeatureStore, tile: TileAddress): Uint32Array {
    if (!index || !ranks || !this.#index) return Uint32Array.from({ length: features }, (_, feature) => feature);
    return features === 0 ? new Uint32Array() : inOrderOfIds(this.#index.search(...boxOf(tile)), ranks);
  }

  /** @param draw writes the geometry; returns its type, null where nothing is left of it */
  #writeFeatures(
    store: FeatureStore,
    found: Uint32Array,
    name: string,
    draw: (feature: number) => number | null,
  ): void {
    const { ids, columns } = store;
    const valueOfCode = columns.map(() => new Map<number, number>());
    let values = 0;
    this.#features.clear();
    this.#values.clear();
    for (const feature of found) {
      this.#geometry.clear();
      const type = draw(feature);
      if (type === null) continue;
      this.#tags.clear();
      this.#tags.varint(0);
      this.#tags.varint(values++);
      this.#writeId(ids, feature);
      for (let place = 0; place < columns.length; place++) {
        const { codes, values: dictionary, isDistinct } = columns[place] as (typeof columns)[number];
        const code = codes[feature] as number;
        if (code === 0) continue;
        const known = valueOfCode[place] as Map<number, number>;
        let value = isDistinct ? undefined : known.get(code);
        if (value === undefined) {
          value = values++;
          if (!isDistinct) known.set(code, value);
          this.#values.field(LAYER.value, dictionary.bytes, startOf(dictionary.ends, code), dictionary.ends[code]);
        }
        this.#tags.varint(place + 1);
        this.#tags.varint(value);
      }
      this.#writeFeature(type);
    }
    this.#writeLayer(name, ["id", ...columns.map((column) => column.name)]);
  }

  /** In the one tile the point lies in, so that a name is written once. */
  #writeLabelPoint(points: Float64Array, feature: number, { z, x, y }: TileAddress): boolean {
    const unitX = (points[2 * feature] as number) * 2 ** z - x;
    const unitY = (points[2 * feature + 1] as number) * 2 ** z - y;
    if (unitX < 0 || unitX >= 1 || unitY < 0 || unitY >= 1) return false;
    return new Pen(this.#geometry).points([[unitX * EXTENT, unitY * EXTENT]]);
  }

  #writeOverview(overview: Overview, tile: TileAddress): void {
    const { values: classes } = overview;
    let values = 0;
    this.#features.clear();
    this.#values.clear();
    for (const point of overviewOf(overview, tile)) {
      this.#geometry.clear();
      new Pen(this.#geometry).points([[point.x, point.y]]);
      this.#tags.clear();
      const tag = (key: number, write: () => void) => {
        this.#tags.varint(key);
        this.#tags.varint(values++);
        this.#message.clear();
        write();
        this.#values.fieldOf(LAYER.value, this.#message);
      };
      tag(0, () => writeValue(point.count, this.#message));
      tag(1, () => writeValue(point.sum, this.#message));
      if (point.classCode !== 0)
        tag(2, () =>
          this.#message.append(classes.bytes, startOf(classes.ends, point.classCode), classes.ends[point.classCode]),
        );
      this.#writeFeature(POINT);
    }
    this.#writeLayer(this.#layer.id, ["count", overview.sumName, overview.className]);
  }

  #writeId({ bytes, ends }: ByteColumn, row: number): void {
    const [from, to] = [startOf(ends, row), ends[row] as number];
    this.#values.header(LAYER.value, sizeOfField(to - from));
    this.#values.field(VALUE_STRING, bytes, from, to);
  }

  /** From the tags and the geometry at hand. */
  #writeFeature(type: number): void {
    const out = this.#features;
    out.header(LAYER.feature, sizeOfField(this.#tags.length) + 2 + sizeOfField(this.#geometry.length));
    out.fieldOf(FEATURE.tags, this.#tags);
    out.varint(FEATURE.type << 3);
    out.varint(type);
    out.fieldOf(FEATURE.geometry, this.#geometry);
  }

  /** From the features and values at hand; a layer without features is left out. */
  #writeLayer(name: string, keys: readonly string[]): void {
    if (this.#features.length === 0) return;
    const layer = this.#tileLayer;
    layer.clear();
    layer.varint(LAYER.version << 3);
    layer.varint(2);
    layer.field(LAYER.name, utf8.encode(name));
    layer.append(this.#features.written());
    for (const key of keys) layer.field(LAYER.key, utf8.encode(key));
    layer.append(this.#values.written());
    layer.varint(LAYER.extent << 3);
    layer.varint(EXTENT);
    this.#tile.field(TILE_LAYER, layer.written());
  }
}
