import { expect, test } from "vitest";
import { shownSites, withoutIllustrative } from "#client/state/illustrative.ts";
import { INITIAL_VIEW, parseUrl } from "#client/state/url.ts";
import type { Site } from "#contracts/sites.ts";

const viewOf = (address: string) => parseUrl(address).view;

test.each([
  ["/?data=minh-hoa", "/"],
  [
    "/dia-diem/hoa-phu?data=minh-hoa&map=@10.1,106,12z&layers=communes",
    "/dia-diem/hoa-phu?map=@10.1,106,12z&layers=communes",
  ],
  ["/sites/ccn-minh-hoa-3?data=minh-hoa&map=@10.1,106,12z", "/?lang=en&map=@10.1,106,12z"],
  ["/dia-diem/hoa-phu?figure=hoa-phu.leasedHa.2015-06.minh-hoa&data=minh-hoa", "/dia-diem/hoa-phu"],
  [
    "/dia-diem/hoa-phu?figure=hoa-phu.leasableHa.2021-07&data=minh-hoa",
    "/dia-diem/hoa-phu?figure=hoa-phu.leasableHa.2021-07",
  ],
  ["/dia-diem/cho-minh-hoa-1?figure=cho-minh-hoa-1.marketClass.2015-06.minh-hoa&data=minh-hoa", "/"],
  ["/nguon/so-lieu-minh-hoa?data=minh-hoa", "/nguon"],
  ["/doi-chieu?verdict=conflict&data=minh-hoa", "/doi-chieu?verdict=conflict"],
])("leaving %s leads to %s", (before, after) => {
  expect(withoutIllustrative(viewOf(before))).toEqual(viewOf(after));
});

test("switching on and off again is the view one came from", () => {
  const view = viewOf("/dia-diem/binh-minh?q=cho&kind=markets&sort=-date&map=@10.1,106,12z");
  expect(withoutIllustrative({ ...view, isIllustrative: true })).toEqual(view);
  expect(withoutIllustrative(INITIAL_VIEW)).toEqual(INITIAL_VIEW);
});

test("made-up clusters and markets stand instead of the published ones, other kinds stay", () => {
  const site = (id: string, kind: Site["kind"], dataSet: Site["dataSet"] = "published") =>
    ({ id, kind, dataSet }) as Site;
  const published = [
    site("hoa-phu", "zone"),
    site("ccn-a", "cluster"),
    site("cho-a", "market"),
    site("cho-b", "market"),
  ];
  const madeUp = [site("ccn-minh-hoa-1", "cluster", "illustrative"), site("cho-minh-hoa-1", "market", "illustrative")];
  const idsOf = (sites: readonly Site[]) => sites.map(({ id }) => id);
  expect(shownSites(published, null)).toBe(published);
  expect(idsOf(shownSites([...published, ...madeUp], null))).toEqual(["hoa-phu", "ccn-minh-hoa-1", "cho-minh-hoa-1"]);
  expect(idsOf(shownSites([...published, ...madeUp], "cho-b"))).toEqual([
    "hoa-phu",
    "cho-b",
    "ccn-minh-hoa-1",
    "cho-minh-hoa-1",
  ]);
});
