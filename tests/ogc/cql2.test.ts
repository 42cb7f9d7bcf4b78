import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COLLECTIONS } from "#server/collections/collections.ts";
import type { Filter } from "#server/features/ogc/cql2/ast.ts";
import { parseFilter } from "#server/features/ogc/cql2/parse.ts";
import { toCondition } from "#server/features/ogc/cql2/to-sql.ts";
import { CRS84 } from "#server/features/ogc/crs.ts";
import { Problem } from "#server/problems.ts";
import { asText, filters } from "./filters.ts";

/** Payloads that try to change a statement; all of them with `OGC_PAYLOADS=20000`. */
const PAYLOADS = Number(process.env["OGC_PAYLOADS"] ?? 300);
const SEED = 20_261_123;

const SITES = COLLECTIONS.find(({ id }) => id === "sites")!;
const NAMES = { texts: ["name_vi", "kind", "id"], numbers: ["gross_ha", "projects"], dates: ["gross_ha_as_of"] };
const messageOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof Problem) return error.errors?.[0]?.message.en ?? error.detail.en;
    throw error;
  }
  return "read without a fault";
};

test("a filter printed as text or as JSON is read back as it was", () => {
  fc.assert(
    fc.property(filters(NAMES, true), (filter) => {
      expect(parseFilter(asText(filter), "cql2-text")).toEqual(filter);
      expect(parseFilter(JSON.stringify(filter), "cql2-json")).toEqual(filter);
    }),
    { seed: SEED, numRuns: 400 },
  );
});

const property = (name: string) => ({ property: name });
test.each<[string, Filter]>([
  ["gross_ha>50", { op: ">", args: [property("gross_ha"), 50] }],
  [
    "a = 2 AND b BETWEEN 1 AND 5",
    {
      op: "and",
      args: [
        { op: "=", args: [property("a"), 2] },
        { op: "between", args: [property("b"), 1, 5] },
      ],
    },
  ],
  [
    "a=1 or b=2 and not c=3",
    {
      op: "or",
      args: [
        { op: "=", args: [property("a"), 1] },
        {
          op: "and",
          args: [
            { op: "=", args: [property("b"), 2] },
            { op: "not", args: [{ op: "=", args: [property("c"), 3] }] },
          ],
        },
      ],
    },
  ],
  ["name NOT LIKE 'a%'", { op: "not", args: [{ op: "like", args: [property("name"), "a%"] }] }],
  ["name is not null", { op: "not", args: [{ op: "isNull", args: [property("name")] }] }],
  ["name = 'It''s'", { op: "=", args: [property("name"), "It's"] }],
  ["not_before = -1.5e3", { op: "=", args: [property("not_before"), -1500] }],
  [
    "S_INTERSECTS(geom,POINT(105.9 10.2))",
    { op: "s_intersects", args: [property("geom"), { type: "Point", coordinates: [105.9, 10.2] }] },
  ],
  [
    "t_startedby(as_of, interval('2015-01-01','..'))",
    { op: "t_startedBy", args: [property("as_of"), { interval: [{ date: "2015-01-01" }, ".."] }] },
  ],
  ["  ( ( true ) )  ", true],
])("%s", (text, filter) => expect(parseFilter(text, "cql2-text")).toEqual(filter));

test.each([
  ["kind = 'zone' xx", "not understood from character 15 on: “xx”"],
  ["kind = 'zone' AND", "ends too early"],
  ["kind = 'zone'; drop table site", "not understood from character 14 on"],
  ["", "ends too early"],
  ["gross_ha + 1 = 2", "not understood from character 10 on"],
  ["s_near(geom, point(1 2))", "there is no operator"],
  ["as_of > DATE('2015-02-30')", "expected a date"],
  ["s_intersects(geom, polygon((0 0, 1 1, 0 1)))", "expected more points"],
  [`${"(".repeat(200)}true${")".repeat(200)}`, "nested deeper than 40"],
  [`${"not ".repeat(200)}true`, "nested deeper than 40"],
])("%s is refused with the place or the reason", (text, message) => {
  expect(messageOf(() => parseFilter(text, "cql2-text"))).toContain(message);
});

test.each([
  ['{"op":"=","args":[1]}', "expected 2 arguments of ="],
  ['{"op":"drop","args":[]}', 'there is no operator "drop"'],
  ['{"op":"and","args":[true]}', "expected 2 arguments of and"],
  ['{"op":"="', "is not JSON"],
  ["[]", "expected a condition"],
  ['{"op":"like","args":[{"property":"name_vi"},5]}', "expected a text"],
  [`${'{"op":"not","args":['.repeat(60)}true${"]}".repeat(60)}`, "nested deeper than 40"],
])("%s is refused", (text, message) => {
  expect(messageOf(() => parseFilter(text, "cql2-json"))).toContain(message);
});

test.each([
  ["secret = 1", "sites has no property “secret”"],
  ['"geom) or (1" = 1', "sites has no property"],
  ["geom = 1", "geom is a geometry"],
  ["gross_ha = 'x'", "number cannot be compared with text"],
  ["gross_ha_as_of > '2015-01-01'", "date cannot be compared with text"],
  ["s_intersects(name_vi, point(1 2))", "name_vi is not a geometry"],
  ["s_intersects(geom, point(1e7 2))", "outside of the reference system"],
])("%s is read, and refused for sites", (text, message) => {
  expect(messageOf(() => toCondition(parseFilter(text, "cql2-text"), SITES, CRS84, 1))).toContain(message);
});

test("what is too long, or half an escape, is refused", () => {
  expect(messageOf(() => parseFilter(`kind = '${"x".repeat(10_000)}'`, "cql2-text"))).toContain("at most 10000");
  const half: Filter = { op: "like", args: [property("name_vi"), "a\\"] };
  expect(messageOf(() => toCondition(half, SITES, CRS84, 1))).toContain("must not end in a single");
});

describe("what is given never becomes part of a statement", () => {
  /** The shape of a filter: its literals replaced. */
  const same = (filter: Filter): Filter =>
    JSON.parse(JSON.stringify(filter), (key, value: unknown) => {
      if (typeof value === "number") return 1.5;
      if (typeof value === "string" && !["op", "property", "type", "date", "timestamp"].includes(key) && value !== "..")
        return "x";
      return value;
    }) as Filter;
  const sqlOf = (filter: Filter): string => toCondition(filter, SITES, CRS84, 1).sql;

  test(`${PAYLOADS} payloads`, () => {
    const bad = fc.constantFrom(
      "'",
      "''",
      "\\",
      ";",
      "--",
      "/*",
      "*/",
      "$1",
      "$$",
      "') or true --",
      "::text",
      "\u02bc",
      "%00",
      "\n",
      "x' union all ",
      "pg_sleep(9)",
    );
    const payload = fc
      .array(fc.oneof(bad, fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join("").replaceAll("\0", ""));
    fc.assert(
      fc.property(payload, fc.constantFrom("=", "like", "in", "casei", "param"), (text, form) => {
        const of = property("name_vi");
        const make = (value: string): Filter =>
          form === "like"
            ? { op: "like", args: [of, `${value}%`] }
            : form === "in"
              ? { op: "in", args: [of, [value, "b"]] }
              : form === "casei"
                ? {
                    op: "=",
                    args: [
                      { op: "casei", args: [of] },
                      { op: "accenti", args: [value] },
                    ],
                  }
                : { op: "=", args: [of, value] };
        const made = toCondition(make(text), SITES, CRS84, 1);
        expect(made.sql).toBe(sqlOf(make("x")));
        // By the text form as well, where it can be written.
        const read = text.includes("\\") ? make("x") : parseFilter(asText(make(text)), "cql2-text");
        expect(sqlOf(read)).toBe(made.sql);
        // As a name it is refused.
        const named = messageOf(() => sqlOf({ op: "=", args: [property(`x${text}`), "x"] }));
        expect(named).toContain("has no property");
      }),
      { seed: SEED, numRuns: PAYLOADS },
    );
  });

  test("any filter compiles to the text of its shape", () => {
    fc.assert(
      fc.property(filters(NAMES, false), (filter) => {
        expect(sqlOf(filter)).toBe(sqlOf(same(filter)));
        expect(sqlOf(filter)).toMatch(/^[a-z0-9_.$:(),=<>"' C-]*$/);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
