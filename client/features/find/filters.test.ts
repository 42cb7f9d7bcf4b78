import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LandSite } from "#contracts/find.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Site } from "#contracts/sites.ts";
import { constraintsOf, withConstraints, without } from "./filters.ts";
import { find, judge, type Land } from "./match.ts";
import type { Constraint } from "./need.ts";

const constraint: fc.Arbitrary<Constraint> = fc.oneof(
  fc.record({ kind: fc.constant("ha" as const), min: fc.integer({ min: 1, max: 9_999_999 }).map((n) => n / 1e4) }),
  fc.record({ kind: fc.constant("rent" as const), maxUsdPerM2: fc.integer({ min: 1, max: 500 }) }),
  fc.record({
    kind: fc.constant("occupancy" as const),
    maxShare: fc.integer({ min: 1, max: 100 }).map((n) => n / 100),
  }),
  fc.record({
    kind: fc.constant("near" as const),
    what: fc.constantFrom("port", "can-tho", "cau-can-tho"),
    maxKm: fc.option(fc.integer({ min: 1, max: 99 })),
  }),
  fc.record({ kind: fc.constant("ready" as const), what: fc.constantFrom("wastewater", "road", "cleared") }),
  fc.record({ kind: fc.constant("sector" as const), letter: fc.constantFrom("a", "b", "c", "d", "e", "f", "g") }),
  fc.record({ kind: fc.constant("type" as const), type: fc.constantFrom("zone", "corridor", "cluster") }),
  fc.record({ kind: fc.constant("place" as const), key: fc.constantFrom("binh minh", "mang thit") }),
) as fc.Arbitrary<Constraint>;
const texts = (constraints: readonly Constraint[]) =>
  [...new Set(constraints.map((one) => JSON.stringify(one, Object.keys(one).toSorted())))].toSorted((a, b) =>
    a.localeCompare(b),
  );

describe("what is asked, in the address", () => {
  test("reads back to the same, and what an address has no room for is given back", () => {
    fc.assert(
      fc.property(fc.array(constraint, { maxLength: 8 }), (asked) => {
        const { filters, left } = withConstraints({}, asked);
        expect(texts([...constraintsOf(filters), ...left])).toEqual(texts(asked));
      }),
    );
  });

  test("loses exactly what is taken off", () => {
    fc.assert(
      fc.property(fc.array(constraint, { minLength: 1, maxLength: 8 }), (asked) => {
        const { filters } = withConstraints({}, asked);
        const [first, ...others] = constraintsOf(filters);
        expect(texts(constraintsOf(without(filters, first!)))).toEqual(texts(others));
      }),
    );
  });
});

const figure = (metric: string, value: number | null, low: number | null = null, high: number | null = null) =>
  ({ metric, value, low, high, target: null }) as unknown as Figure;
const land = (id: string, figures: readonly Figure[], told: Partial<LandSite> = {}): Land => ({
  site: { id, kind: "zone", figures, searchKey: `khu ${id}`, position: null } as unknown as Site,
  told: { siteId: id, sectors: [], obstacles: [], landStatus: null, distances: [], ...told },
});
const KINDS = new Map<string, Site["kind"]>([["cang-mot", "port"]]);
const sectors = [{ textVi: "Chế biến thủy sản; dệt", textEn: "", asOf: "2021-01-01", sourceId: "s" }];
const obstacles = [{ topic: "wastewater" as const, asOf: "2015-06-18", sourceId: "s" }];

test.each<[string, Constraint, Land, string]>([
  ["enough is left", { kind: "ha", min: 8 }, land("a", [figure("remainingHa", 8.05)]), "yes"],
  ["too little is left", { kind: "ha", min: 9 }, land("a", [figure("remainingHa", 8.05)]), "no"],
  ["a range leaves it open", { kind: "ha", min: 9 }, land("a", [figure("remainingHa", null, 5, 12)]), "unknown"],
  ["nobody says what is left", { kind: "ha", min: 9 }, land("a", [figure("grossHa", 100)]), "unknown"],
  ["the whole is smaller", { kind: "ha", min: 90 }, land("a", [figure("grossHa", 50)]), "no"],
  [
    "a rent of 80 to 100",
    { kind: "rent", maxUsdPerM2: 90 },
    land("a", [figure("landRentUsdPerM2", null, 80, 100)]),
    "unknown",
  ],
  ["a rent within", { kind: "rent", maxUsdPerM2: 100 }, land("a", [figure("landRentUsdPerM2", null, 80, 100)]), "yes"],
  ["an industry that is named", { kind: "sector", letter: "b" }, land("a", [], { sectors }), "yes"],
  ["one that is not", { kind: "sector", letter: "g" }, land("a", [], { sectors }), "no"],
  [
    "a word that is only spelt like medicine",
    { kind: "sector", letter: "c" },
    land("a", [], { sectors: [{ ...sectors[0]!, textVi: "ngành khác được phép" }] }),
    "no",
  ],
  ["industries nobody names", { kind: "sector", letter: "g" }, land("a", []), "unknown"],
  ["a difficulty on record", { kind: "ready", what: "wastewater" }, land("a", [], { obstacles }), "no"],
  ["none on record", { kind: "ready", what: "road" }, land("a", [], { obstacles }), "unknown"],
  [
    "a port in reach",
    { kind: "near", what: "port", maxKm: 5 },
    land("a", [], { distances: [{ targetId: "cang-mot", km: 4.9 }] }),
    "yes",
  ],
  [
    "a port out of reach",
    { kind: "near", what: "port", maxKm: 4 },
    land("a", [], { distances: [{ targetId: "cang-mot", km: 4.9 }] }),
    "no",
  ],
  ["no place known", { kind: "near", what: "port", maxKm: 4 }, land("a", []), "unknown"],
])("%s", (_, asked, of, verdict) => expect(judge(asked, of, KINDS)).toBe(verdict));

test("what is sure comes first, then the most left, then what nobody tells; unknown may be dropped", () => {
  const lands = [
    land("khong-ro", []),
    land("it", [figure("remainingHa", 10)]),
    land("nhieu", [figure("remainingHa", 50)]),
    land("qua-it", [figure("remainingHa", 2)]),
  ];
  const asked: Constraint[] = [{ kind: "ha", min: 5 }];
  const ids = (keeps: boolean) => find(lands, asked, keeps, KINDS).map(({ site }) => site.id);
  expect(ids(true)).toEqual(["nhieu", "it", "khong-ro"]);
  expect(ids(false)).toEqual(["nhieu", "it"]);
});
