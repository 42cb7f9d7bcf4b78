import type { CurrentRow } from "#client/send.ts";
import type { enterprises } from "#contracts/land-projects.ts";
import type * as z from "zod/mini";

/** A row of any kind, as it is read. */
export type Row = CurrentRow;

type Entry = z.output<typeof enterprises.history.output>["items"][number];
/** What happened to a row once; alike for all kinds but the row itself. */
export type Version = Omit<Entry, "before" | "after"> & { readonly before: Row | null; readonly after: Row | null };
export type History = { readonly items: readonly Version[] };

export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The entry that gave a field the value it has now. */
export const lastChangeOf = (history: History, field: string): Version | undefined =>
  history.items.findLast(({ before, after }) => after !== null && !isSame(before?.[field], after[field]));

/** Fields by which two states of a row differ, without the count of its versions. */
export const differingFields = (before: Row | null, after: Row | null): string[] =>
  Object.keys({ ...before, ...after }).filter(
    (field) => field !== "rowVersion" && field !== "id" && !isSame(before?.[field], after?.[field]),
  );
