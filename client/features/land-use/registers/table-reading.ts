import { searchKey } from "#contracts/search-key.ts";
import { isSame, type Row } from "../editing/versions.ts";
import type { Column, Description } from "./description.ts";
import { nameOfReferred, type Names } from "./shown.ts";
import { type Fault, keysOf, readForm, spellNumber, type Typed, typedOf, unchosen } from "./typed.ts";

/** A table as the server reads it of a file. */
export type ReadTable = {
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly heads: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly (string | number | null)[] }[];
};

/** What a row of the table would become. */
export type ReadRow = {
  /** Of the file, as people count. */
  readonly row: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What cannot be taken, with the cell as it stands. */
  readonly faults: readonly { readonly column: Column; readonly text: string; readonly fault: Fault }[];
  /** A row of the register has all of it already. */
  readonly isKnown: boolean;
};

type Place = { readonly column: Column; readonly keys: readonly string[] };

const enterable = ({ columns }: Description): readonly Column[] => columns.filter(({ entered }) => entered !== "never");

/** How heads call the two days of a range, in both languages. */
const FIRST_DAY = ["tu ngay", "from", "from day"];
const LAST_DAY = ["het hieu luc tu", "ended on", "no longer in force from", "den truoc ngay"];

/** Which column a head means, in either language or by the name of the field; null: none of this register. */
export const placeOf = (description: Description, head: string): Place | null => {
  const key = searchKey(head);
  for (const column of enterable(description)) {
    const { label, field, input } = column;
    const unit = input.type === "number" && input.unit ? [input.unit.vi, input.unit.en] : [""];
    const names = [field, label.vi, label.en].map(searchKey);
    const isNamed = (candidate: string) =>
      names.some((name) => candidate === name || unit.some((one) => candidate === searchKey(`${name} ${one}`)));
    if (isNamed(key)) return { column, keys: keysOf(column) };
    if (input.type !== "days") continue;
    const part = [FIRST_DAY, LAST_DAY].findIndex((ends) =>
      ends.some((end) => key.endsWith(` ${end}`) && isNamed(key.slice(0, -end.length - 1))),
    );
    if (part >= 0) return { column, keys: [keysOf(column)[part]!] };
  }
  return null;
};

/** The value that one of a list is chosen by, of what was written; what is none of the list stays as it was written. */
const chosen = (text: string, options: Iterable<readonly [value: string, ...names: string[]]>): string => {
  const key = searchKey(text);
  const found = new Set<string>();
  for (const [value, ...names] of options)
    if (value === text || names.some((name) => searchKey(name) === key)) found.add(value);
  const [only] = found;
  return found.size === 1 ? only! : unchosen(text);
};

const typedOfCell = ({ input }: Column, cell: string | number, names: Names): string => {
  const text = typeof cell === "number" ? spellNumber(cell, names.language) : cell.trim();
  switch (input.type) {
    case "choice":
      return chosen(
        text,
        Object.entries(input.options).map(([value, { vi, en }]) => [value, vi, en]),
      );
    case "flag":
      return chosen(text, [
        ["yes", input.yes.vi, input.yes.en, "true", "x"],
        ["no", input.no.vi, input.no.en, "false"],
      ]);
    case "site":
      return chosen(text, names.sites);
    case "country":
      return chosen(text, names.countries);
    case "sector": {
      const code = /^\d{2,5}(?=\D|$)/.exec(String(cell).trim())?.[0] ?? "";
      return names.sectors.has(code) ? code : chosen(text, names.sectors);
    }
    case "row":
      return chosen(
        text,
        [...names.rows[input.of].values()].map((row) => [String(row.id), nameOfReferred(input.of, row, names)]),
      );
    case "text":
      return String(cell);
    default:
      return text;
  }
};

/** `01/01/2012 – …`, as the table of the register shows a range. */
const RANGE = /^(.*?)\s+[–-]\s+(.*)$/;

const typedOfRow = (
  places: readonly (Place | null)[],
  cells: ReadTable["rows"][number]["cells"],
  names: Names,
): Typed => {
  const typed: Record<string, string> = {};
  for (const [at, place] of places.entries()) {
    const cell = cells[at] ?? null;
    if (place === null || cell === null) continue;
    const { column, keys } = place;
    const range = keys.length === 2 ? RANGE.exec(String(cell)) : null;
    if (range) {
      typed[keys[0]!] = range[1]!;
      typed[keys[1]!] = range[2] === "…" ? "" : range[2]!;
    } else typed[keys[0]!] = typedOfCell(column, cell, names);
  }
  return typed;
};

/**
 * Reads a table as rows of a register: heads are found in both languages, names stand for what they name, and what can be read in
 * two ways is a fault like what cannot be read at all. `existing` are the rows that the register has.
 */
export const readRows = (
  description: Description,
  { heads, rows }: Pick<ReadTable, "heads" | "rows">,
  names: Names,
  existing: readonly Row[],
): { readonly rows: readonly ReadRow[]; readonly unused: readonly string[] } => {
  const columns = enterable(description);
  const places = heads.map((head) => placeOf(description, head));
  const blank = typedOf(columns, null, names.language);
  const read = rows.map(({ row, cells }): ReadRow => {
    const given = typedOfRow(places, cells, names);
    const { changes, faults } = readForm(columns, { ...blank, ...given }, null, names.language);
    return {
      row,
      fields: changes,
      faults: columns.flatMap((column) =>
        keysOf(column).flatMap((key) => {
          const fault = faults[key];
          return fault ? [{ column, text: textAt(places, cells, column), fault }] : [];
        }),
      ),
      isKnown: existing.some((held) => Object.entries(changes).every(([field, value]) => isSame(held[field], value))),
    };
  });
  return { rows: read, unused: heads.filter((_, at) => places[at] === null) };
};

const textAt = (places: readonly (Place | null)[], cells: ReadTable["rows"][number]["cells"], column: Column): string =>
  String(cells[places.findIndex((place) => place?.column.field === column.field)] ?? "");
