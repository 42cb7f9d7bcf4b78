import { type ByteColumn, type PropertyValue, startOf } from "./columns.ts";
import { WkbReader } from "#server/wkb.ts";

export type Properties = Readonly<Record<string, PropertyValue>>;

export type FeatureRow = {
  readonly id: string;
  readonly properties: Properties;
  readonly weight: number;
  /** WGS 84, as PostGIS keeps it. */
  readonly wkb: Uint8Array;
};

/**
 * Features in one row of a query and one message to a thread, as page.sql and box.sql pack them: reading thousands of rows keeps
 * the server from answering, unpacking them is left to the threads. Null where there is no feature.
 */
export type PackedRows = {
  readonly features: number;
  /** Of a page, which the next one begins after; null for a tile. */
  readonly lastId: string | null;
  /** One a line. */
  readonly ids: string | null;
  /** Parted by commas: a JSON object for each, or of a layer with columns a JSON array for each of these. */
  readonly properties: string | null;
  /** Parted by commas; null for a tile, which needs none. */
  readonly weights: string | null;
  /** The geometries one after another. */
  readonly wkb: Uint8Array | null;
};

/** As columns, without an object per row. */
export type OpenedRows = {
  /** UTF-8. */
  readonly ids: ByteColumn;
  /** Of each feature; or for each of the layer's columns of each feature. */
  readonly properties: readonly Properties[] | readonly (readonly (PropertyValue | null)[])[];
  readonly wkb: ByteColumn;
};

const LINE_END = 10;
const NOTHING: ByteColumn = { bytes: new Uint8Array(), ends: new Uint32Array() };

export const opened = ({ features, ids, properties, wkb }: PackedRows): OpenedRows => {
  if (ids === null || properties === null || wkb === null) return { ids: NOTHING, properties: [], wkb: NOTHING };
  const values = JSON.parse(`[${properties}]`) as OpenedRows["properties"];
  return { ids: linesOf(ids, features), properties: values, wkb: geometriesOf(wkb, features) };
};

/** @throws {RangeError} other lines than features */
const linesOf = (text: string, lines: number): ByteColumn => {
  const lined = Buffer.from(text);
  const bytes = new Uint8Array(lined.length);
  const ends = new Uint32Array(lines);
  let [length, line] = [0, 0];
  for (let at = 0; at < lined.length; at++) {
    const byte = lined[at] as number;
    if (byte === LINE_END) ends[line++] = length;
    else bytes[length++] = byte;
  }
  ends[line] = length;
  if (line !== lines - 1) throw new RangeError(`${line + 1} ids of ${lines} features: one holds a line end`);
  return { bytes: bytes.subarray(0, length), ends };
};

const geometriesOf = (bytes: Uint8Array, geometries: number): ByteColumn => {
  const reader = new WkbReader(bytes);
  const ends = new Uint32Array(geometries);
  for (let row = 0; row < geometries; row++) ends[row] = reader.skip();
  return { bytes, ends };
};

/** Of a page, which has an object of properties for each. */
export const unpacked = (rows: PackedRows): FeatureRow[] => {
  const { properties, wkb } = opened(rows);
  const weights = JSON.parse(`[${rows.weights ?? ""}]`) as number[];
  const ids = rows.ids?.split("\n") ?? [];
  return ids.map((id, row) => ({
    id,
    properties: (properties[row] ?? {}) as Properties,
    weight: weights[row] ?? 0,
    wkb: wkb.bytes.subarray(startOf(wkb.ends, row), wkb.ends[row]),
  }));
};
