import { formatNumber, spellDay } from "#client/format.ts";
import { readDay, readNumber } from "#contracts/read-cell.ts";
import type { Language } from "#contracts/units.ts";
import { isSame, type Row } from "../editing/versions.ts";
import type { Column } from "./description.ts";

/** Field (of a range: field and end) → as typed; of a choice its value. */
export type Typed = Readonly<Record<string, string>>;
type Days = { readonly from: string; readonly endedOn: string | null };

/** What was typed where something of a list is to be chosen, and is none of it. */
const UNCHOSEN = "? ";
export const unchosen = (text: string): string => UNCHOSEN + text;
export const unchosenText = (value: string): string | null =>
  value.startsWith(UNCHOSEN) ? value.slice(UNCHOSEN.length) : null;

/** Digits that can be read in one way only: three decimals get a fourth, so that they pass for no thousands. */
export const spellNumber = (value: number, language: Language): string => {
  const text = formatNumber(value, null, language, false).replace("−", "-");
  return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? `${text}0` : text;
};

/** Keys under which a column is typed. */
export const keysOf = ({ field, input }: Column): readonly string[] =>
  input.type === "days" ? [`${field}.from`, `${field}.endedOn`] : [field];

const spell = (value: unknown, { input }: Column, language: Language): string => {
  if (value === null || value === undefined) return "";
  if (input.type === "number") return spellNumber(Number(value), language);
  if (input.type === "day") return spellDay(value as string);
  if (input.type === "flag") return value === true ? "yes" : "no";
  return typeof value === "number" ? String(value) : (value as string);
};

/** A row as its form first shows it; null: a new one. */
export const typedOf = (columns: readonly Column[], row: Row | null, language: Language): Typed =>
  Object.fromEntries(
    columns.flatMap((column): [string, string][] => {
      if (column.input.type !== "days")
        return [[column.field, row ? spell(row[column.field], column, language) : (column.initial ?? "")]];
      const { from = "", endedOn = null } = (row?.[column.field] ?? {}) as Partial<Days>;
      return [
        [`${column.field}.from`, spellDay(from)],
        [`${column.field}.endedOn`, spellDay(endedOn ?? "")],
      ];
    }),
  );

/** Why something typed cannot be taken as it stands; `options`: what it may mean, to be chosen. */
export type Fault =
  | { readonly kind: "required" | "number" | "whole" | "day" | "list" }
  | { readonly kind: "ambiguous"; readonly options: readonly (string | number)[] };
type Taken = { readonly value: unknown } | { readonly fault: Fault };

const EMPTY = { value: null };
const faulty = (kind: Exclude<Fault["kind"], "ambiguous">): Taken => ({ fault: { kind } });

const takeOne = ({ input }: Column, text: string): Taken => {
  if (text.trim() === "") return EMPTY;
  if (input.type === "number" || input.type === "day") {
    const read = input.type === "number" ? readNumber(text) : readDay(text);
    if (read.kind === "empty") return EMPTY;
    if (read.kind === "unreadable") return faulty(input.type);
    if (read.kind === "ambiguous") return { fault: { kind: "ambiguous", options: read.options } };
    return input.type === "number" && input.isWhole && !Number.isInteger(read.value)
      ? faulty("whole")
      : { value: read.value };
  }
  if (unchosenText(text) !== null) return faulty("list");
  if (input.type === "row") return { value: Number(text) };
  if (input.type === "flag") return { value: text === "yes" };
  return { value: text.normalize("NFC").trim() };
};

/** What was typed into one key of a column. */
export const take = (column: Column, key: string, typed: Typed): Taken =>
  column.input.type === "days"
    ? takeOne({ ...column, input: { type: "day" } }, typed[key] ?? "")
    : takeOne(column, typed[key] ?? "");

export type Reading = {
  /** What is to be sent: of a new row all that was typed, of another what differs from it. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** By key. */
  readonly faults: Readonly<Record<string, Fault>>;
};

/** Reads a form. What still stands as it was shown is not read again, so that showing a value can never change it. */
export const readForm = (columns: readonly Column[], typed: Typed, held: Row | null, language: Language): Reading => {
  const changes: Record<string, unknown> = {};
  const faults: Record<string, Fault> = {};
  const shown = typedOf(columns, held, language);
  for (const column of columns) {
    const { field, input, required, entered } = column;
    if (entered === "never" || (held && entered === "once")) continue;
    const keys = keysOf(column);
    if (held && keys.every((key) => typed[key] === shown[key])) continue;
    const taken = keys.map((key) => take(column, key, typed));
    for (const [place, one] of taken.entries()) if ("fault" in one) faults[keys[place]!] = one.fault;
    if (taken.some((one) => "fault" in one)) continue;
    const [first, last] = taken.map((one) => ("value" in one ? one.value : null));
    const value = input.type === "days" ? { from: first, endedOn: last } : first;
    if (first === null) {
      if (required === "always" || (required === "later" && held)) faults[keys[0]!] = { kind: "required" };
      else if (held && !isSame(held[field], null)) changes[field] = null;
    } else if (!held || !isSame(held[field], value)) changes[field] = value;
  }
  return { changes, faults };
};
