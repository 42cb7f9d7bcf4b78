import { formatDay, formatNumber } from "#client/format.ts";
import { searchKey } from "#contracts/search-key.ts";
import type { Language } from "#contracts/units.ts";
import type { Row } from "../editing/versions.ts";
import type { Column, Description, Input, Referred } from "./description.ts";
import { DESCRIPTIONS } from "./descriptions.ts";

/** What ids stand for, as far as it was asked for. */
export type Names = {
  readonly language: Language;
  readonly sites: ReadonlyMap<string, string>;
  readonly sectors: ReadonlyMap<string, string>;
  readonly countries: ReadonlyMap<string, string>;
  readonly rows: Readonly<Record<Referred, ReadonlyMap<number, Row>>>;
};

/** A row that another names. */
export const nameOfReferred = (kind: Referred, row: Row, names: Names): string => {
  if (kind === "lots") {
    const site = names.sites.get(String(row["siteId"]));
    return `${String(row["code"])}${site === undefined ? "" : ` · ${site}`}`;
  }
  if (kind === "leases") return titleOf(DESCRIPTIONS.leases, row, names);
  const name = names.language === "en" ? (row["nameEn"] ?? row["nameVi"]) : row["nameVi"];
  return String(name);
};

const showOf = (input: Input, value: unknown, names: Names, digits: "read" | "sheet"): string => {
  const { language } = names;
  if (value === null || value === undefined) return "";
  switch (input.type) {
    case "number":
      return formatNumber(Number(value), null, language, digits === "read").replace("−", digits === "read" ? "−" : "-");
    case "day":
      return digits === "read" ? formatDay(value as string, language) : sheetDay(value as string);
    case "days": {
      const { from, endedOn } = value as { from: string; endedOn: string | null };
      const day = (of: string) => showOf({ type: "day" }, of, names, digits);
      return `${day(from)} – ${endedOn === null ? "…" : day(endedOn)}`;
    }
    case "choice":
      return input.options[value as string]?.[language] ?? (value as string);
    case "flag":
      return (value === true ? input.yes : input.no)[language];
    case "site":
      return names.sites.get(value as string) ?? (value as string);
    case "sector": {
      const name = names.sectors.get(value as string);
      return name === undefined ? (value as string) : `${value as string} ${name}`;
    }
    case "country":
      return names.countries.get(value as string) ?? (value as string);
    case "row": {
      const row = names.rows[input.of].get(value as number);
      return row ? nameOfReferred(input.of, row, names) : `#${value as number}`;
    }
    case "word":
      return input.word[language];
    case "text":
      return value as string;
  }
};
const sheetDay = (day: string): string => day.split("-").toReversed().join("/");

/** A value in words, empty where there is none; `sheet`: numbers without thousands and days all in digits, as spreadsheets read them. */
export const show = (column: Column, value: unknown, names: Names, digits: "read" | "sheet" = "read"): string =>
  showOf(column.input, value, names, digits);

/** By what a column is sorted: as what it is where order is of numbers or days, else by what is read. Empty ones last. */
export const orderOf = (column: Column, row: Row, names: Names): number | string | null => {
  const value = row[column.field];
  if (value === null || value === undefined) return null;
  const { type } = column.input;
  if (type === "number") return value as number;
  if (type === "day") return value as string;
  if (type === "days") return (value as { from: string }).from;
  return show(column, value, names);
};

export const titleOf = (description: Pick<Description, "titleFields" | "columns">, row: Row, names: Names): string =>
  description.titleFields
    .map((field) => {
      const column = description.columns.find((candidate) => candidate.field === field);
      return column ? show(column, row[field], names) : "";
    })
    .filter((part) => part !== "")
    .join(" · ");

const siteOf = (row: Row | undefined, by: Description["siteBy"], names: Names): string | null => {
  if (!row || by === null) return null;
  if (by === "siteId") return row["siteId"] as string;
  const id = row[by] as number;
  if (by === "lotId") return siteOf(names.rows.lots.get(id), "siteId", names);
  if (by === "projectId") return siteOf(names.rows.projects.get(id), "siteId", names);
  return siteOf(names.rows.leases.get(id), "lotId", names);
};
/** Where a row belongs; null: to no site, or to one that was not learnt. */
export const siteOfRow = (description: Description, row: Row, names: Names): string | null =>
  siteOf(row, description.siteBy, names);

/** Words of a row, folded, by which a table is filtered. */
export const searchTextOf = (description: Description, row: Row, names: Names): string =>
  searchKey(description.columns.map((column) => show(column, row[column.field], names)).join(" "));
