import type { Collection, CollectionProperty } from "#server/collections/collections.ts";

export type Cell = string | number | boolean | null;

/** `wkb`: without a reference system in it, little-endian, in that of the layer; `cells` in the order of the layer's fields. */
export type FileRow = { readonly id: string; readonly wkb: Uint8Array | null; readonly cells: readonly Cell[] };

/** Rows as they come, some at a time; no writer keeps more than one page of them. */
export type Pages = AsyncIterable<readonly FileRow[]>;

export type Crs = { readonly srid: number; readonly name: string; readonly wkt: string };

/** What a file says of itself and its columns; the writers of all formats take nothing else. */
export type FileLayer = {
  readonly id: string;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly geometryType: Collection["geometryType"];
  readonly fields: readonly CollectionProperty[];
  readonly crs: Crs;
  /** Read-me with description, sources, licences and columns, in both languages. */
  readonly about: string;
  /** Characters of the longest geometry as WKT, for cells that cannot hold all of it. */
  readonly longestWkt: number;
};

/** Writes one file; ends early, with the reason, once `signal` says so. */
export type Writer = (layer: FileLayer, pages: Pages, path: string, signal: AbortSignal) => Promise<void>;

export const WGS_84: Crs = {
  srid: 4326,
  name: "WGS 84",
  wkt: 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
};
