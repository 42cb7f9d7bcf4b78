import { matchesSearch, searchKey } from "#contracts/search-key.ts";
import type { Row } from "../editing/versions.ts";
import type { Column, Description } from "./description.ts";
import { orderOf, searchTextOf, show, siteOfRow, type Names } from "./shown.ts";
import type { Cell } from "./table-text.ts";

export type Narrowing = {
  readonly query: string;
  readonly siteId: string | null;
  /** Field, `-` before it for descending; null: by id, the newest last. */
  readonly sort: string | null;
};

/** Rows that a table shows, in order. */
export const shownRows = (
  description: Description,
  rows: readonly Row[],
  names: Names,
  { query, siteId, sort }: Narrowing,
): readonly Row[] => {
  const folded = searchKey(query);
  const kept = rows.filter(
    (row) =>
      (siteId === null || description.siteBy === null || siteOfRow(description, row, names) === siteId) &&
      (folded === "" || matchesSearch(searchTextOf(description, row, names), folded)),
  );
  const column = description.columns.find(({ field }) => field === sort?.replace(/^-/, ""));
  if (!column) return kept;
  const { compare } = new Intl.Collator(names.language, { numeric: true });
  const sign = sort!.startsWith("-") ? -1 : 1;
  return kept
    .map((row) => ({ row, order: orderOf(column, row, names) }))
    .toSorted(({ order: one }, { order: other }) => {
      // Empty ones come last either way.
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      if (typeof one === "number" && typeof other === "number") return sign * (one - other);
      return sign * compare(String(one), String(other));
    })
    .map(({ row }) => row);
};

/** Without the dust of adding binary fractions. */
const tidy = (sum: number): number => Number(sum.toPrecision(12));

/** Field → sum over those of the rows that count; no entry where none of them has a value. */
export const sumsOf = (description: Description, rows: readonly Row[], today: string): ReadonlyMap<string, number> => {
  const counted = description.sum?.rows(rows, today) ?? [];
  return new Map(
    description.columns
      .filter(({ hasSum }) => hasSum)
      .flatMap(({ field }): [string, number][] => {
        const values = counted.map((row) => row[field]).filter((value) => typeof value === "number");
        return values.length > 0 ? [[field, tidy(values.reduce((sum, value) => sum + value, 0))]] : [];
      }),
  );
};

export const columnsShown = ({ columns }: Description): readonly Column[] =>
  columns.filter(({ isHidden }) => !isHidden);

/** The table as cells, heads first. */
export const cellsOf = (description: Description, rows: readonly Row[], names: Names): Cell[][] => {
  const columns = columnsShown(description);
  return [
    columns.map(({ label }) => ({ text: label[names.language], isNumber: false })),
    ...rows.map((row) =>
      columns.map((column) => ({
        text: show(column, row[column.field], names, "sheet"),
        isNumber: column.input.type === "number",
      })),
    ),
  ];
};
