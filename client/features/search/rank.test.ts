import { expect, test } from "vitest";
import { rankSites } from "#client/features/search/rank.ts";
import { searchKey } from "#contracts/search-key.ts";
import type { Site } from "#contracts/sites.ts";
import { sampleSite } from "../../../tests/helpers/sample.ts";

const site = (id: string, nameVi: string, change: Partial<Site> = {}): Site =>
  sampleSite(id, {
    nameVi,
    nameEn: nameVi,
    shortNameVi: nameVi.replace(/^Khu công nghiệp |^Chợ /, ""),
    shortNameEn: nameVi,
    searchKey: searchKey(nameVi),
    ...change,
  });
const SITES = [
  site("hoa-phu-1", "Khu công nghiệp Hòa Phú (giai đoạn 1)", { parentId: "hoa-phu" }),
  site("cho-hoa-phu", "Chợ Hòa Phú", { kind: "market" }),
  site("hoa-phu", "Khu công nghiệp Hòa Phú"),
  site("binh-minh", "Khu công nghiệp Bình Minh"),
];

test.each([
  ["kcn binh minh", ["binh-minh"]],
  ["hoa phu", ["hoa-phu", "cho-hoa-phu", "hoa-phu-1"]],
  ["  ", []],
])("search for “%s” ranks %j", (typed, expected) => {
  expect(rankSites(SITES, typed).map(({ id }) => id)).toEqual(expected);
});
