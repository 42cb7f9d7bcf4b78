import { useSyncExternalStore } from "react";
import { writeLand } from "../land-data.ts";
import { reverseOf, type Edit } from "./edits.ts";
import type { Lot } from "./lot-types.ts";

type Done = { readonly edits: readonly Edit[]; readonly codes: readonly string[] };
let last: Done | null = null;
const listeners = new Set<() => void>();
const remember = (done: Done | null): void => {
  last = done;
  for (const listener of listeners) listener();
};

/** The edit that can be taken back: the last one of this page. */
export const useLastEdit = (): Done | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => last,
  );

type Written = { readonly items: readonly { readonly id: number; readonly rowVersion: number }[] };

/** All of them or none; then they can be taken back at once. */
export const writeEdits = async (before: readonly Lot[], edits: readonly Edit[], reason?: string): Promise<void> => {
  const { items } = await writeLand<Written>("POST", "edits", { body: { edits }, reason });
  rememberEdit(before, edits, new Map(items.map(({ id, rowVersion }) => [id, rowVersion])));
};

/** Of an edit that was written another way. */
export const rememberEdit = (
  before: readonly Lot[],
  edits: readonly Edit[],
  versions: ReadonlyMap<number, number>,
): void => remember({ edits: reverseOf(before, edits, versions), codes: before.map(({ code }) => code) });

/** Writes the old values again as new versions; refused, and still there to be tried, where somebody wrote since. */
export const undoLastEdit = async (reason: string): Promise<void> => {
  if (!last) return;
  await writeLand("POST", "edits", { body: { edits: last.edits }, reason });
  remember(null);
};
export const forgetLastEdit = (): void => remember(null);
