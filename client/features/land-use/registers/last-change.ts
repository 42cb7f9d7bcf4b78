import { useSyncExternalStore } from "react";
import type { Register } from "#client/state/view-state.ts";

/** What this person did last in the registers: it is said above them, with the way to undo it. */
export type LastChange =
  | {
      readonly operation: "insert" | "update" | "delete" | "restored";
      readonly kind: Register;
      readonly id: number;
      readonly title: string;
    }
  | {
      readonly operation: "bulk";
      readonly kind: Register;
      /** Rows as they were before, field by field, with the version that was written. */
      readonly rows: readonly {
        readonly id: number;
        readonly rowVersion: number;
        readonly before: Readonly<Record<string, unknown>>;
      }[];
    };

let last: LastChange | null = null;
const listeners = new Set<() => void>();

export const tellChange = (change: LastChange | null): void => {
  last = change;
  for (const listener of listeners) listener();
};

export const useLastChange = (): LastChange | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => last,
  );
