import { useSyncExternalStore } from "react";
import { send } from "#client/send.ts";
import type { Register } from "#client/state/view-state.ts";
import type { LandKind } from "#contracts/land-use.ts";
import { landPath, writeLand } from "../land-data.ts";
import { backOf, type Edit, type History, type Row, type Version } from "./versions.ts";

/** Edits that were written; `back` writes the values of before over the versions that they made. */
type Edits<Kind> = {
  readonly operation: "edits";
  readonly kind: Kind;
  readonly titles: readonly string[];
  readonly back: readonly Edit[];
};
type ChangeOfLots =
  | Edits<"lots">
  /** A step in the descent of lots, which stays: there is nothing to write back. */
  | {
      readonly operation: "split" | "merge";
      readonly kind: "lots";
      readonly whole: string;
      readonly parts: readonly string[];
    };
export type ChangeOfRegister =
  | Edits<Register>
  | {
      readonly operation: "insert" | "update" | "delete" | "restored";
      readonly kind: Register;
      readonly id: number;
      readonly title: string;
    };

/** What this person did last: the page says it, with the way to take it back, or why there is none. */
type LastChange = ChangeOfLots | ChangeOfRegister;

let last: LastChange | null = null;
let owner: string | null = null;
const listeners = new Set<() => void>();

export const tellChange = (change: LastChange | null): void => {
  last = change;
  for (const listener of listeners) listener();
};

/** Whoever signs in next at the same page is not told what somebody else did. */
export const tellChangesOf = (accountId: string): void => {
  if (owner !== accountId && last !== null) tellChange(null);
  owner = accountId;
};

const useLast = (): LastChange | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => last,
  );
export const useLastOfLots = (): ChangeOfLots | null => {
  const change = useLast();
  return change?.kind === "lots" ? change : null;
};
export const useLastOfRegisters = (): ChangeOfRegister | null => {
  const change = useLast();
  return change === null || change.kind === "lots" ? null : change;
};

/** Writes edits, all of them or none; then they can be taken back at once. */
export const writeEdits = async (
  kind: LastChange["kind"],
  before: readonly { readonly id: number }[],
  edits: readonly Edit[],
  titles: readonly string[],
  reason?: string,
): Promise<void> => {
  const { items } = await writeLand<{ items: { id: number; rowVersion: number }[] }>("POST", "edits", {
    body: { edits },
    reason,
  });
  tellChange({ operation: "edits", kind, titles, back: backOf(before, edits, items) } as LastChange);
};

/** Writes the old values again as new versions; refused, and still there to be tried, where somebody wrote since. */
export const undoEdits = async (back: readonly Edit[], reason?: string): Promise<void> => {
  await writeLand("POST", "edits", { body: { edits: back }, reason });
  tellChange(null);
};

/** Writes a row again as an entry of its history left it; `rowVersion` null: the row is gone. */
export const restoreVersion = (kind: LandKind, id: number, seq: number, rowVersion: number | null): Promise<Row> =>
  writeLand<Row>("POST", `${kind}/${id}/restore`, {
    body: { seq },
    ...(rowVersion !== null && { ifMatch: rowVersion }),
  });

/** The row as it stands by its history; null: it is gone. */
export const currentOf = (history: History): Row | null => history.items.at(-1)?.after ?? null;

/** The newest state before the last change; undefined: that was the entry of the row. */
const stateBeforeLast = ({ items }: History): Version | undefined =>
  items.slice(0, -1).findLast(({ after }) => after !== null);

/** Takes the last change of a row back by a new version: a new row is removed, a removed one is written again. */
export const undoLast = async (kind: LandKind, id: number): Promise<"removed" | "restored"> => {
  const history = await send<History>("GET", landPath(`${kind}/${id}/history`));
  const before = stateBeforeLast(history);
  const current = currentOf(history);
  if (before) {
    await restoreVersion(kind, id, before.seq, current?.rowVersion ?? null);
    return "restored";
  }
  if (current) await writeLand("DELETE", `${kind}/${id}`, { ifMatch: current.rowVersion });
  return "removed";
};
