import type { PropertyValue } from "./columns.ts";

export type FeatureRow = {
  readonly id: string;
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly weight: number;
  /** WGS 84, as `st_asbinary` writes it. */
  readonly wkb: Uint8Array;
};

/**
 * Features in one row of a query and one message to a thread, as page.sql and box.sql pack them: reading thousands of rows keeps
 * the server from answering, unpacking them is left to the threads. Null where there is no feature.
 */
export type PackedRows = {
  readonly features: number;
  readonly lastId: string | null;
  /** One a line. */
  readonly ids: string | null;
  /** JSON objects, parted by commas. */
  readonly properties: string | null;
  /** Parted by commas; null for a tile, which needs none. */
  readonly weights: string | null;
  /** Bytes of each geometry, parted by commas. */
  readonly lengths: string | null;
  /** The geometries one after another. */
  readonly wkb: Uint8Array | null;
};

export const unpacked = ({ ids, properties, weights, lengths, wkb }: PackedRows): FeatureRow[] => {
  if (ids === null || properties === null || lengths === null || wkb === null) return [];
  const propertiesOf = JSON.parse(`[${properties}]`) as FeatureRow["properties"][];
  const [bytesOf, weightOf] = [numbers(lengths), weights === null ? [] : numbers(weights)];
  let from = 0;
  return ids.split("\n").map((id, row) => ({
    id,
    properties: propertiesOf[row] ?? {},
    weight: weightOf[row] ?? 0,
    wkb: wkb.subarray(from, (from += bytesOf[row] as number)),
  }));
};

const numbers = (list: string): readonly number[] => JSON.parse(`[${list}]`) as number[];
