import { createHash } from "node:crypto";
import * as z from "zod/mini";

/**
 * A backup is gzipped lines of JSON: what it is, then of each table a line about it followed by its rows, then the sequences, then
 * a last line, without which it was cut off.
 */
export const header = z.object({
  format: z.literal("vinh-long-industry-map backup"),
  version: z.literal(1),
  madeAt: z.string(),
  /** Name and checksum of each migration. */
  migrations: z.array(z.tuple([z.string(), z.string()])),
});
export type Header = z.output<typeof header>;

const column = z.object({ name: z.string(), type: z.string() });
export const tableLine = z.object({
  table: z.string(),
  columns: z.array(column),
  rows: z.number(),
  /** Of all rows, in whatever order they stand. */
  hash: z.string(),
});
export type TableLine = z.output<typeof tableLine>;

export const endLine = z.object({
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
  tables: z.number(),
});

/** A table as the database describes it. */
export type Table = {
  readonly name: string;
  readonly relation: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
};

/** A file that is no backup, or not whole, or does not fit; the message says which in both languages. */
export class BackupRefused extends Error {
  override readonly name = "BackupRefused";
  constructor(vi: string, en: string, options?: ErrorOptions) {
    super(`${vi}\n${en}`, options);
  }
}

/** Of the rows of a table, each the JSON text of its cells: the hash of their sorted hashes. */
export class RowsHash {
  readonly #hashes: string[] = [];

  add(row: string): void {
    this.#hashes.push(createHash("md5").update(row).digest("base64"));
  }

  get rows(): number {
    return this.#hashes.length;
  }

  digest(): string {
    return createHash("sha256").update(this.#hashes.toSorted(byText).join("")).digest("hex");
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
