import type { CollectionProperty } from "#server/collections/collections.ts";
import type { SortKey } from "./parameters.ts";

/** What page.sql says of order: where a page begins, by what rows follow each other, and what names a row's place. */
export type Order = { readonly begins: string; readonly by: string; readonly place: string };

const CASTS: Readonly<Record<CollectionProperty["type"], string>> = {
  string: "text",
  integer: "numeric",
  number: "numeric",
  boolean: "boolean",
  date: "date",
};
const BY_ID = `c.id collate "C"`;

/**
 * Rows by their keys, then by id, so that no two have the same place. What has no value comes last either way.
 * Texts go by code point: the order of letters differs between the two databases.
 * `$1` is null, or the place of the last row of the page before: an id, or with keys a JSON array of their texts and the id.
 */
export const orderOf = (keys: readonly SortKey[]): Order => {
  if (keys.length === 0) return { begins: `($1::text is null or ${BY_ID} > $1::text)`, by: BY_ID, place: "c.id" };
  const columns = keys.map(({ name, type, isDescending }, index) => ({
    column: type === "string" ? `c.${name} collate "C"` : `c.${name}`,
    text: `c.${name}::text`,
    before: `($1::text::jsonb ->> ${index})::${CASTS[type]}`,
    isDescending,
  }));
  const alike = (count: number): string[] =>
    columns.slice(0, count).map(({ column, before }) => `${column} is not distinct from ${before}`);
  const later = columns.map(({ column, before, isDescending }, index) =>
    [
      ...alike(index),
      `${before} is not null`,
      `(${column} ${isDescending ? "<" : ">"} ${before} or ${column} is null)`,
    ].join(" and "),
  );
  const laterById = [...alike(columns.length), `${BY_ID} > ($1::text::jsonb ->> ${columns.length})`].join(" and ");
  return {
    begins: `($1::text is null or ${[...later, laterById].map((condition) => `(${condition})`).join(" or ")})`,
    by: [
      ...columns.map(({ column, isDescending }) => `${column} ${isDescending ? "desc" : "asc"} nulls last`),
      BY_ID,
    ].join(", "),
    place: `json_build_array(${[...columns.map(({ text }) => text), "c.id"].join(", ")})::text`,
  };
};
