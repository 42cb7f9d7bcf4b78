import fc from "fast-check";
import { expect, test } from "vitest";
import { formatUrl, INITIAL_VIEW, parseUrl } from "#client/state/url.ts";
import {
  LAYER_SWITCHES,
  LIST_GROUPS,
  PLAN_TOPICS,
  REGISTERS,
  VERDICTS,
  type ViewState,
} from "#client/state/view-state.ts";

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,3}$/);
const figureId = fc.stringMatching(/^[a-z0-9]{1,8}\.[a-zA-Z]{2,12}\.20[0-9]{2}-0[1-9]$/);
const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const intervalId = fc
  .tuple(slug, fc.constantFrom("leasedHa", "occupancyShare", "projects"), day)
  .map((parts) => parts.join("."));
const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).map((text) => text.normalize("NFC"));
const rounded = (min: number, max: number, decimals: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => Number(value.toFixed(decimals)) + 0);

const view: fc.Arbitrary<ViewState> = fc
  .record({
    language: fc.constantFrom("vi" as const, "en" as const),
    asOf: fc.option(day),
    knownOn: fc.option(day),
    isIllustrative: fc.boolean(),
    place: fc.oneof(
      fc.record({ page: fc.constant("overview" as const) }),
      fc.record({ page: fc.constant("site" as const), siteId: slug }),
      fc.record({ page: fc.constant("figure" as const), figureId, siteId: fc.option(slug) }),
      fc.record({ page: fc.constant("lists" as const), topic: fc.constantFrom(...PLAN_TOPICS) }),
      fc.record({ page: fc.constant("pack" as const), packCode: fc.stringMatching(/^[a-z2-7]{26}$/) }),
      fc.record({
        page: fc.constantFrom("targets", "shortlist", "calls", "reports", "signIn", "account", "accounts", "link"),
      }),
      fc.record({
        page: fc.constantFrom("landLots", "landAlerts", "landLog"),
        siteId: fc.option(slug),
        rowId: fc.option(fc.integer({ min: 1, max: 1e12 })),
      }),
      fc.record({
        page: fc.constant("landLots" as const),
        filters: fc.record({ text: words, stage: slug, use: slug }, { requiredKeys: [] }),
      }),
      fc.record({ page: fc.constant("landAlerts" as const), filters: fc.record({ alert: slug }) }),
      fc.record({
        page: fc.constant("landLog" as const),
        filters: fc.record({ of: slug, who: words, from: day, to: day }, { requiredKeys: [] }),
      }),
      fc.record({
        page: fc.constant("landReports" as const),
        siteId: fc.option(slug),
        rowId: fc.option(fc.integer({ min: 1, max: 1e12 })),
        periodId: fc.option(fc.integer({ min: 1, max: 1e12 })),
      }),
      fc.record({
        page: fc.constant("landRegisters" as const),
        siteId: fc.option(slug),
        register: fc.constantFrom(...REGISTERS),
        rowId: fc.option(fc.integer({ min: 1, max: 1e12 })),
      }),
      fc.record({ page: fc.constant("interval" as const), intervalId, siteId: fc.option(slug) }),
      fc.record({ page: fc.constant("sources" as const), sourceId: fc.option(slug) }),
      fc.record({
        page: fc.constant("checks" as const),
        checkId: fc.option(slug),
        verdict: fc.option(fc.constantFrom(...VERDICTS)),
      }),
    ),
    query: fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.normalize("NFC")),
    group: fc.option(fc.constantFrom(...LIST_GROUPS)),
    sort: fc.option(fc.constantFrom("occupancyShare", "-grossHa", "name")),
    layers: fc.subarray([...LAYER_SWITCHES]),
    camera: fc.option(fc.record({ lng: rounded(-180, 180, 5), lat: rounded(-85, 85, 5), zoom: rounded(0, 22, 2) })),
  })
  .map(({ place, ...rest }) => ({ ...INITIAL_VIEW, ...rest, ...place }));

test("every view survives its address", () => {
  fc.assert(
    fc.property(view, (before) => {
      const { view: after, ignored } = parseUrl(formatUrl(before));
      expect(after).toEqual(before);
      expect(ignored).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("any address gives a view, and that view's address is stable", () => {
  fc.assert(
    fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
      const once = formatUrl(parseUrl(`http://x${path}?${query}`).view);
      expect(formatUrl(parseUrl(once).view)).toBe(once);
    }),
  );
});

test.each([
  ["/", {}],
  ["/dia-diem/hoa-phu", { page: "site", siteId: "hoa-phu", language: "vi" }],
  ["/sites/hoa-phu", { page: "site", siteId: "hoa-phu", language: "en" }],
  ["/sites/hoa-phu?lang=vi", { page: "site", siteId: "hoa-phu", language: "vi" }],
  ["/?lang=en", { language: "en" }],
  ["/?asOf=2015-06-18&knownOn=2026-11-22", { asOf: "2015-06-18", knownOn: "2026-11-22" }],
  ["/?data=minh-hoa", { isIllustrative: true }],
  ["/?v=1&q=hoa+phu", { query: "hoa phu" }],
  [
    "/dia-diem/hoa-phu?figure=hoa-phu.occupancyShare.2024-12",
    { page: "figure", siteId: "hoa-phu", figureId: "hoa-phu.occupancyShare.2024-12" },
  ],
  [
    "/sites/hoa-phu-2?interval=hoa-phu-2.leasedHa.2024-12-29",
    { page: "interval", siteId: "hoa-phu-2", intervalId: "hoa-phu-2.leasedHa.2024-12-29", language: "en" },
  ],
  ["/doi-chieu?check=ratio.three-zones", { page: "checks", checkId: "ratio.three-zones" }],
  ["/doi-chieu?verdict=conflict", { page: "checks", verdict: "conflict" }],
  ["/checks?check=x&verdict=twoValues", { page: "checks", checkId: "x", verdict: "twoValues" }],
  ["/danh-sach", { page: "lists", topic: "clusters", language: "vi" }],
  ["/lists?topic=markets", { page: "lists", topic: "markets", language: "en" }],
  ["/muc-tieu?asOf=2015-06-18", { page: "targets", asOf: "2015-06-18" }],
  ["/canh-bao?alert=late-report", { page: "landAlerts", filters: { alert: "late-report" } }],
  ["/lots?stage=leased,deployed&text=hp1", { page: "landLots", filters: { stage: "leased,deployed", text: "hp1" } }],
  ["/nhat-ky?who=Hoa&from=2015-06-18", { page: "landLog", filters: { who: "Hoa", from: "2015-06-18" } }],
  ["/nguon/plan-1013", { page: "sources", sourceId: "plan-1013" }],
  ["/?map=@10.1,105.9,10.5z", { camera: { lat: 10.1, lng: 105.9, zoom: 10.5 } }],
] as const)("%s is understood", (address, expected) => {
  const { view: parsed, ignored } = parseUrl(address);
  expect(parsed).toMatchObject(expected);
  expect(ignored).toEqual([]);
});

test.each([
  ["/khong-co", ["/khong-co"]],
  ["/dia-diem", ["/dia-diem"]],
  ["/dia-diem/Hoa%20Phu", ["/dia-diem/Hoa%20Phu"]],
  ["/?map=here", ["map=here"]],
  ["/?layers=clusters,dragons", ["layers=dragons"]],
  ["/?v=9", ["v=9"]],
  ["/?utm=zalo", ["utm=zalo"]],
  ["/?__proto__=x&toString=y", ["__proto__=x", "toString=y"]],
  ["/?check=x", ["check=x"]],
  ["/?interval=hoa-phu-2.leasedHa.2024-02-30", ["interval=hoa-phu-2.leasedHa.2024-02-30"]],
  ["/?figure=a.b&interval=a.b.2024-12-31", ["interval=a.b.2024-12-31"]],
  ["/doi-chieu?verdict=wrong", ["verdict=wrong"]],
  ["/?verdict=conflict", ["verdict=conflict"]],
  ["/danh-sach?topic=ports", ["topic=ports"]],
  ["/lo-dat?alert=late-report", ["alert=late-report"]],
  ["/nhat-ky?from=2015-02-30", ["from=2015-02-30"]],
  ["/canh-bao?alert=", ["alert="]],
  ["/muc-tieu?topic=zones", ["topic=zones"]],
])("%s is opened as far as possible", (address, ignored) => {
  expect(parseUrl(address).ignored).toEqual(ignored);
});

test("addresses stay short", () => {
  expect(formatUrl(INITIAL_VIEW)).toBe("/");
  expect(formatUrl({ ...INITIAL_VIEW, page: "site", siteId: "hoa-phu" })).toBe("/dia-diem/hoa-phu");
  expect(formatUrl({ ...INITIAL_VIEW, layers: INITIAL_VIEW.layers.filter((layer) => layer !== "roads") })).toBe(
    "/?layers=-roads",
  );
});
