/** How large a run is. Times in whole seconds, as wrk takes them. */
export type Sizes = {
  readonly parcels: { readonly M: number; readonly L: number };
  readonly rounds: number;
  readonly seconds: number;
  /** Of cases that make few tiles a second. */
  readonly heavySeconds: number;
  /** Sets whose tiles are made for each request. */
  readonly made: readonly ("M" | "L")[];
  /** Distinct addresses of the cases that answer from memory. */
  readonly cachedUrls: number;
  /** Tiles of each set that are compared with PostGIS before anything is timed. */
  readonly comparedTiles: number;
  readonly sharedBuffers: string;
};

export const FULL: Sizes = {
  parcels: { M: 100_000, L: 1_000_000 },
  rounds: 5,
  seconds: 3,
  heavySeconds: 8,
  made: ["M", "L"],
  cachedUrls: 1_000,
  comparedTiles: 200,
  sharedBuffers: "2GB",
};

/** Says whether the benchmark itself still works; its figures mean little. */
export const SHORT: Sizes = {
  parcels: { M: 5_000, L: 20_000 },
  rounds: 1,
  seconds: 1,
  heavySeconds: 1,
  made: ["L"],
  cachedUrls: 100,
  comparedTiles: 12,
  sharedBuffers: "256MB",
};
