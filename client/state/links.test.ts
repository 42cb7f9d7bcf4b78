import { expect, test } from "vitest";
import { parseUrl } from "#client/state/url.ts";
import type { ViewState } from "#client/state/view-state.ts";

/**
 * A link of every form that was ever given out, with what it has to open. Lines are added, never changed: people have sent them on.
 */
const LINKS: readonly (readonly [link: string, opens: Partial<ViewState>])[] = [
  ["/", { page: "overview", language: "vi" }],
  ["/?lang=en", { page: "overview", language: "en" }],
  ["/?v=1&map=@10.2,105.95,11z&layers=communes,-roads", { camera: { lat: 10.2, lng: 105.95, zoom: 11 } }],
  ["/?q=hoa%20phu&kind=zones&sort=-remainingHa", { query: "hoa phu", group: "zones", sort: "-remainingHa" }],
  ["/dia-diem/hoa-phu", { page: "site", siteId: "hoa-phu" }],
  ["/sites/binh-minh?asOf=2015-06-18&knownOn=2026-11-22", { page: "site", asOf: "2015-06-18", knownOn: "2026-11-22" }],
  [
    "/dia-diem/hoa-phu?figure=hoa-phu.occupancyShare.2024-12",
    { page: "figure", figureId: "hoa-phu.occupancyShare.2024-12" },
  ],
  ["/?interval=hoa-phu.leasedHa.2015-06-18", { page: "interval", intervalId: "hoa-phu.leasedHa.2015-06-18" }],
  ["/danh-sach?topic=markets", { page: "lists", topic: "markets" }],
  ["/lists", { page: "lists", language: "en" }],
  ["/muc-tieu", { page: "targets" }],
  ["/doi-chieu?verdict=conflict", { page: "checks", verdict: "conflict" }],
  ["/checks?check=same.hoa-phu", { page: "checks", checkId: "same.hoa-phu" }],
  ["/bao-cao?data=minh-hoa", { page: "reports", isIllustrative: true }],
  ["/nguon/plan-1013-2015", { page: "sources", sourceId: "plan-1013-2015" }],
  ["/du-lieu", { page: "data" }],
  ["/ket-noi", { page: "connect" }],
  [
    "/do-phu?of=markets&class=1,2&km=5&units=2025",
    { page: "coverage", filters: { of: "markets", class: "1,2", km: "5", units: "2025" } },
  ],
  ["/mang-luoi-cho?weights=people0,crowding3", { page: "network", filters: { weights: "people0,crowding3" } }],
  ["/hoi?of=hoa-phu", { page: "ask", filters: { of: "hoa-phu" } }],
  ["/enquiries?state=new", { page: "landEnquiries", filters: { state: "new" } }],
  ["/market-network?list=markets-2026", { page: "network", filters: { list: "markets-2026" } }],
  ["/do-phu?of=clusters&try=105.97,10.25;106.05,10.08&without=ccn-trung-nghia", { page: "coverage" }],
  ["/keu-goi-dau-tu", { page: "calls" }],
  ["/calls?asOf=2024-12-31", { page: "calls", language: "en", asOf: "2024-12-31" }],
  ["/tim-dat?ha=15&near=port&km=10&rent=90&sector=b&unknown=no", { page: "find" }],
  [
    "/so-sanh?ids=hoa-phu,binh-minh&weights=rent0,left3",
    { page: "compare", filters: { ids: "hoa-phu,binh-minh", weights: "rent0,left3" } },
  ],
  ["/danh-sach-chon", { page: "shortlist" }],
  ["/goi/abcdefghijklmnopqrstuvwxyz", { page: "pack", packCode: "abcdefghijklmnopqrstuvwxyz" }],
  ["/pack/abcdefghijklmnopqrstuvwxyz", { page: "pack", language: "en" }],
  ["/lo-dat/12?site=binh-minh", { page: "landLots", rowId: 12, siteId: "binh-minh" }],
  ["/so-bo/leases/3", { page: "landRegisters", register: "leases", rowId: 3 }],
  ["/so-bo/calls", { page: "landRegisters", register: "calls" }],
  ["/ky-bao-cao?period=4", { page: "landReports", periodId: 4 }],
  ["/canh-bao/7", { page: "landAlerts", rowId: 7 }],
  ["/nhat-ky?of=lots&who=hoa&from=2026-01-01&to=2026-02-01", { page: "landLog" }],
  ["/dang-nhap", { page: "signIn" }],
  ["/quan-tri/tai-khoan", { page: "accounts" }],
  ["/lien-ket", { page: "link" }],
];

test.each(LINKS)("%s opens what it opened", (link, opens) => {
  const { view, ignored } = parseUrl(link);
  expect(ignored).toEqual([]);
  expect(view).toMatchObject(opens);
});
