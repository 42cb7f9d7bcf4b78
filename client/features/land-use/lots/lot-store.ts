import { useMemo, useSyncExternalStore } from "react";
import { adjust, useView } from "#client/state/navigation.ts";
import { setFilters, useFilters } from "../use-filters.ts";
import { COLUMNS, fittingColumns, type Column, type Filter, type Sort } from "./lot-table.ts";
import { STAGES, USES } from "./lot-types.ts";

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

/** Filter and order stand in the address, where a reload and a link that is sent on keep them. */
export const useLotFilter = (): Filter => {
  const { text = "", stage = "", use = "" } = useFilters();
  return useMemo(() => {
    const [stages, uses] = [stage.split(","), use.split(",")];
    return {
      text,
      stages: new Set(STAGES.filter((each) => stages.includes(each))),
      uses: new Set(USES.filter((each) => uses.includes(each))),
    };
  }, [text, stage, use]);
};
export const setLotFilter = ({ text, stages, uses }: Filter): void =>
  setFilters({ text, stage: [...stages].join(","), use: [...uses].join(",") });

export const useLotSort = (): Sort => {
  const sort = useView((view) => view.sort) ?? "";
  const column = COLUMNS.find((each) => each === sort.replace(/^-/, ""));
  return useMemo(() => ({ column: column ?? "code", isDescending: sort.startsWith("-") }), [column, sort]);
};
export const setLotSort = ({ column, isDescending }: Sort): void =>
  adjust({ sort: column === "code" && !isDescending ? null : `${isDescending ? "-" : ""}${column}` });

export const chosenStore = shared<ReadonlySet<number>>(new Set());
/** Columns chosen on this page; null: those that fit. */
const columnStore = shared<readonly Column[] | null>(null);
export const setColumns = (columns: readonly Column[] | null): void =>
  columnStore.set(columns && COLUMNS.filter((column) => column === "code" || columns.includes(column)));
const onResize = (listener: () => void) => {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
};
export const useColumns = (): { readonly columns: readonly Column[]; readonly areChosen: boolean } => {
  const chosen = columnStore.use();
  const fitting = useSyncExternalStore(onResize, () => fittingColumns(window.innerWidth).join());
  return {
    columns: chosen ?? COLUMNS.filter((column) => fitting.split(",").includes(column)),
    areChosen: chosen !== null,
  };
};

/** The lot under the pointer or the keyboard's focus, in the table or on the map. */
export const hoveredStore = shared<number | null>(null);

/** What is drawn or changed in the place of the table. */
export type Work =
  | { readonly kind: "new" }
  | { readonly kind: "import" }
  | { readonly kind: "outline"; readonly lotId: number }
  | { readonly kind: "split"; readonly lotId: number }
  | { readonly kind: "merge"; readonly lotIds: readonly number[] };
export const workStore = shared<Work | null>(null);
