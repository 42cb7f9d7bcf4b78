import type { CurrentRow } from "#client/send.ts";
import type { enterprises } from "#contracts/land-projects.ts";
import type { LandKind } from "#contracts/land-use.ts";
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

/** A change of fields of one row that stands at a version. */
export type Edit = {
  readonly kind: LandKind;
  readonly id: number;
  readonly rowVersion: number;
  readonly changes: Readonly<Record<string, unknown>>;
};

/** What writes the values of before over the versions that edits have made. */
export const backOf = (
  before: readonly { readonly id: number }[],
  edits: readonly Edit[],
  written: readonly { readonly id: number; readonly rowVersion: number }[],
): readonly Edit[] =>
  edits.flatMap(({ kind, id, changes }) => {
    const row = before.find((each) => each.id === id) as Row | undefined;
    const rowVersion = written.find((each) => each.id === id)?.rowVersion;
    if (!row || rowVersion === undefined) return [];
    const changed = Object.fromEntries(Object.keys(changes).map((field) => [field, row[field] ?? null]));
    return [{ kind, id, rowVersion, changes: changed }];
  });
