import { expect, test } from "vitest";
import { listSections, nextSort } from "#client/features/sites/list-model.ts";
import type { Figure } from "#contracts/figures.ts";
import { searchKey } from "#contracts/search-key.ts";
import type { Site } from "#contracts/sites.ts";
import { sampleFigure, sampleSite } from "../../../tests/helpers/sample.ts";

const figure = (subject: string, metric: Figure["metric"], value: number, asOf = "2025-12-31"): Figure =>
  sampleFigure({ id: `${subject}.${metric}`, metric, value, printed: String(value), asOf, period: asOf.slice(0, 4) });
const site = (id: string, nameVi: string, change: Partial<Site> = {}): Site =>
  sampleSite(id, {
    nameVi,
    nameEn: nameVi,
    shortNameVi: nameVi.replace(/^(Khu|Cụm) công nghiệp |^Chợ /, ""),
    shortNameEn: nameVi,
    searchKey: searchKey(`${nameVi} ${change.district?.nameVi ?? ""}`),
    ...change,
  });

const LONG_HO = { id: "district-857", nameVi: "Huyện Long Hồ", nameEn: "Long Ho district" };
const SITES = [
  site("hoa-phu", "Khu công nghiệp Hòa Phú", {
    district: LONG_HO,
    figures: [figure("hoa-phu", "occupancyShare", 0.9929)],
  }),
  site("hoa-phu-1", "Khu công nghiệp Hòa Phú (giai đoạn 1)", { parentId: "hoa-phu" }),
  site("binh-minh", "Khu công nghiệp Bình Minh", { figures: [figure("binh-minh", "occupancyShare", 0.9134)] }),
  site("co-chien", "Tuyến công nghiệp Cổ Chiên", { kind: "corridor" }),
  site("an-dinh", "Khu công nghiệp An Định", { status: "approved" }),
  site("cho-quy-thien", "Chợ Quy Thiện", { kind: "market" }),
  site("cho-hoa-phu", "Chợ Hòa Phú", { kind: "market", district: LONG_HO }),
];
const ids = (sort: string | null, query = "", group: "zones" | "markets" | null = null) =>
  listSections(SITES, { query, group, sort }).flatMap(({ sites }) => sites.map(({ id }) => id));

test.each([
  [null, ["hoa-phu", "binh-minh", "co-chien", "an-dinh"]],
  ["occupancyShare", ["binh-minh", "hoa-phu", "co-chien", "an-dinh"]],
  ["-occupancyShare", ["hoa-phu", "binh-minh", "co-chien", "an-dinh"]],
  ["name", ["an-dinh", "binh-minh", "hoa-phu", "co-chien"]],
  ["noSuchColumn", ["hoa-phu", "binh-minh", "co-chien", "an-dinh"]],
])("sorted by %s, unknown values last", (sort, expected) => {
  expect(ids(sort, "", "zones")).toEqual(expected);
});

test.each([
  ["hoa phu", ["hoa-phu", "cho-hoa-phu"]],
  ["Hoà Phú", ["hoa-phu", "cho-hoa-phu"]],
  ["qui thien", ["cho-quy-thien"]],
  ["long ho", ["hoa-phu", "cho-hoa-phu"]],
  ["zzz", []],
])("the words “%s” leave %j", (query, expected) => {
  expect(ids(null, query)).toEqual(expected);
});

test("zones that were only announced never stand among the others, however the list is sorted or narrowed", () => {
  const announced = site("trung-thanh-tay", "Khu công nghiệp Trung Thành Tây", {
    status: "planned",
    figures: [figure("trung-thanh-tay", "grossHa", 30)],
  });
  const planned = site("ccn-an", "Cụm công nghiệp An", { kind: "cluster", status: "planned" });
  for (const sort of [null, "name", "-name", "date"]) {
    const [zones, clusters] = listSections([announced, ...SITES, planned], { query: "", group: null, sort });
    expect(zones?.sites.map(({ id }) => id)).not.toContain("trung-thanh-tay");
    expect(zones?.announced).toEqual([announced]);
    expect([clusters?.sites, clusters?.announced]).toEqual([[planned], []]);
  }
  expect(listSections([announced, ...SITES], { query: "trung thanh tay", group: null, sort: null })).toEqual([
    { group: "zones", sites: [], announced: [announced] },
  ]);
});

test("a heading sorts best first, then the other way, then not at all", () => {
  expect([null, "-remainingHa", "remainingHa"].map((sort) => nextSort(sort, "remainingHa"))).toEqual([
    "-remainingHa",
    "remainingHa",
    null,
  ]);
  expect(nextSort("-remainingHa", "name")).toBe("name");
});
