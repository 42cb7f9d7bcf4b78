import { useSyncExternalStore } from "react";
import { EVERYTHING, type Filter, type Sort } from "./lot-table.ts";

/** A value that parts of the page far from each other share, and that stays when a card is opened and left again. */
const shared = <T>(initial: T) => {
  let value = initial;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    get: (): T => value,
    set: (next: T): void => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    use: (): T => useSyncExternalStore(subscribe, () => value),
  };
};

export const sortStore = shared<Sort>({ column: "code", isDescending: false });
export const filterStore = shared<Filter>(EVERYTHING);
export const chosenStore = shared<ReadonlySet<number>>(new Set());
/** The lot under the pointer or the keyboard's focus, in the table or on the map. */
export const hoveredStore = shared<number | null>(null);
/** A day chosen on the page itself; null: the day of the view. */
export const dayStore = shared<string | null>(null);

/** What is drawn or changed in the place of the table. */
export type Work =
  | { readonly kind: "new" }
  | { readonly kind: "import" }
  | { readonly kind: "outline"; readonly lotId: number }
  | { readonly kind: "split"; readonly lotId: number }
  | { readonly kind: "merge"; readonly lotIds: readonly number[] };
export const workStore = shared<Work | null>(null);
