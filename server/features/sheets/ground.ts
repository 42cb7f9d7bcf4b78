import { LRUCache } from "lru-cache";
import type { DataView } from "#contracts/data-view.ts";
import type { MapContent } from "#server/map-drawing/features.ts";
import type { Read } from "#server/route.ts";
import groundSql from "./ground.sql?raw";

export type SheetSource = {
  readonly id: string;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly number: string | null;
  readonly publisher: string;
  readonly publishedOn: string | null;
  readonly url: string | null;
};

/** One row of ground.sql: what the sheets of all sites share. */
export type Ground = MapContent & {
  readonly sources: readonly SheetSource[];
  /** By id of a figure. */
  readonly sourcesOfFigures: Readonly<Record<string, readonly string[]>>;
  readonly credit: string | null;
};

/** Kept for the few views of the data that are asked for, as long as the data do not change. */
export class Grounds {
  readonly #kept = new LRUCache<string, Promise<Ground>>({ max: 4 });

  of(version: string, { asOf, knownOn, data }: DataView, read: Read): Promise<Ground> {
    const key = JSON.stringify([version, asOf, knownOn, data]);
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const reading = read<Ground>(groundSql).then((ground) => {
      if (!ground) throw new Error("the query of the ground gave no row");
      return ground;
    });
    this.#kept.set(key, reading);
    // What failed is asked for again.
    reading.catch(() => this.#kept.delete(key));
    return reading;
  }
}
