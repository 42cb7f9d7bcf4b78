import Flatbush from "flatbush";
import { ByteWriter } from "./byte-writer.ts";
import type { LayerStore, TextColumn } from "./layer-store.ts";
import { overviewOf } from "./overview.ts";
import { writeGeometry } from "./tile-geometry.ts";
import { boxOf, EXTENT, type TileAddress } from "./tile-math.ts";
import { POINT } from "./wkb.ts";

/** What a layer's tiles are called and hold. */
export type TileLayer = {
  readonly id: string;
  /** Names of the text properties after `id`, in the order of `LayerRow.texts`. */
  readonly properties: readonly string[];
  /** Name of the weight in overviews, such as `areaHa`. */
  readonly weightName: string | null;
  /** Below this zoom a tile holds sums over a grid in place of features; 0 for never. */
  readonly overviewBelowZoom: number;
};

// Fields of vector-tile-spec 2.1.
const TILE_LAYER = 3;
const LAYER = { version: 15, name: 1, feature: 2, key: 3, value: 4, extent: 5 } as const;
const FEATURE = { tags: 2, type: 3, geometry: 4 } as const;
const VALUE = { string: 1, double: 3, uint: 5 } as const;

const NOTHING = new Uint8Array();
const utf8 = new TextEncoder();

/** Encodes tiles of one layer; keeps its working memory from tile to tile, so each thread has one. */
export class TileMaker {
  readonly #store: LayerStore;
  readonly #layer: TileLayer;
  readonly #index: Flatbush;
  readonly #geometry = new ByteWriter();
  readonly #tags = new ByteWriter();
  readonly #features = new ByteWriter();
  readonly #values = new ByteWriter();
  readonly #value = new ByteWriter();

  constructor(store: LayerStore, layer: TileLayer) {
    this.#store = store;
    this.#layer = layer;
    this.#index = Flatbush.from(store.index);
  }

  /** The tile as vector-tile-spec 2.1 has it; empty where nothing of the layer is. */
  make(tile: TileAddress): Uint8Array {
    const found = this.#store.features === 0 ? [] : this.#index.search(...boxOf(tile));
    this.#features.clear();
    this.#values.clear();
    const isOverview = tile.z < this.#layer.overviewBelowZoom;
    const keys = isOverview
      ? this.#writeOverview(found, tile)
      : this.#writeFeatures(Uint32Array.from(found).sort(), tile);
    return this.#features.length === 0 ? NOTHING : this.#assemble(keys);
  }

  #writeFeatures(found: Uint32Array, tile: TileAddress): readonly string[] {
    const { ids, texts, types } = this.#store;
    const valueOfCode = texts.map(() => new Map<number, number>());
    let values = 0;
    for (const feature of found) {
      this.#geometry.clear();
      if (!writeGeometry(this.#store, feature, tile, this.#geometry)) continue;
      this.#tags.clear();
      this.#tags.varint(0);
      this.#tags.varint(values++);
      this.#writeText(ids, feature);
      texts.forEach(({ codes, values: dictionary }, column) => {
        const code = codes[feature] ?? 0;
        if (code === 0) return;
        let value = valueOfCode[column]?.get(code);
        if (value === undefined) {
          value = values++;
          valueOfCode[column]?.set(code, value);
          this.#writeText(dictionary, code);
        }
        this.#tags.varint(column + 1);
        this.#tags.varint(value);
      });
      this.#writeFeature(types[feature] ?? POINT);
    }
    return ["id", ...this.#layer.properties];
  }

  #writeOverview(found: readonly number[], tile: TileAddress): readonly string[] {
    const { weightName, properties } = this.#layer;
    const [className] = properties;
    const dictionary = this.#store.texts[0]?.values;
    let values = 0;
    for (const cell of overviewOf(this.#store, found, tile)) {
      this.#geometry.clear();
      this.#geometry.varint((1 << 3) | 1);
      this.#geometry.zigzag(cell.x);
      this.#geometry.zigzag(cell.y);
      this.#tags.clear();
      const tag = (key: number) => {
        this.#tags.varint(key);
        this.#tags.varint(values++);
      };
      tag(0);
      this.#value.clear();
      this.#value.varint(VALUE.uint << 3);
      this.#value.varint(cell.count);
      this.#values.field(LAYER.value, this.#value.written());
      if (weightName !== null) {
        tag(1);
        this.#value.clear();
        this.#value.varint((VALUE.double << 3) | 1);
        this.#value.double(cell.weight);
        this.#values.field(LAYER.value, this.#value.written());
      }
      if (cell.code !== 0 && dictionary) {
        tag(weightName === null ? 1 : 2);
        this.#writeText(dictionary, cell.code);
      }
      this.#writeFeature(POINT);
    }
    return ["count", ...(weightName === null ? [] : [weightName]), ...(className === undefined ? [] : [className])];
  }

  #writeText({ bytes, ends }: TextColumn, row: number): void {
    const from = row === 0 ? 0 : (ends[row - 1] ?? 0);
    const to = ends[row] ?? from;
    this.#value.clear();
    this.#value.field(VALUE.string, bytes, from, to);
    this.#values.field(LAYER.value, this.#value.written());
  }

  /** From the tags and the geometry at hand. */
  #writeFeature(type: number): void {
    this.#value.clear();
    this.#value.field(FEATURE.tags, this.#tags.written());
    this.#value.varint(FEATURE.type << 3);
    this.#value.varint(type);
    this.#value.field(FEATURE.geometry, this.#geometry.written());
    this.#features.field(LAYER.feature, this.#value.written());
  }

  #assemble(keys: readonly string[]): Uint8Array {
    const layer = new ByteWriter();
    layer.varint(LAYER.version << 3);
    layer.varint(2);
    layer.field(LAYER.name, utf8.encode(this.#layer.id));
    layer.append(this.#features.written());
    for (const key of keys) layer.field(LAYER.key, utf8.encode(key));
    layer.append(this.#values.written());
    layer.varint(LAYER.extent << 3);
    layer.varint(EXTENT);
    const tile = new ByteWriter();
    tile.field(TILE_LAYER, layer.written());
    return tile.written().slice();
  }
}
