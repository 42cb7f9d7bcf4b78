import type { InvestmentCall } from "#contracts/calls.ts";
import type { LandSite } from "#contracts/find.ts";
import type { Site } from "#contracts/sites.ts";
import type { Language } from "#contracts/units.ts";

/** What the page of calls may say of one, in a language: words of the other where it has none. */
export const textsOfCall = (call: InvestmentCall, language: Language): readonly string[] => {
  const pairs = [
    [call.nameVi, call.nameEn],
    [call.placeVi, call.placeEn],
    [call.sectorsVi, call.sectorsEn],
    [call.formVi, call.formEn],
    [call.contactVi, call.contactEn],
    [call.noteVi, call.noteEn],
    [call.legalBasis, call.legalBasis],
  ] as const;
  const digits = (value: number | null, vi: string, en: string) =>
    value === null ? [] : [`${value.toLocaleString(language)}\u00a0${language === "vi" ? vi : en}`];
  return [
    ...pairs.flatMap(([vi, en]) => (language === "vi" ? vi : (en ?? vi)) ?? []),
    ...digits(call.areaHa, "ha", "ha"),
    ...digits(call.capitalBillionVnd, "tỷ đồng", "billion VND"),
  ];
};

const METRIC_OF: Readonly<Record<string, string>> = {
  ha: "remainingHa",
  rent: "landRentUsdPerM2",
  fill: "occupancyShare",
};
/** Words of sources for the groups of the Plan, II.3, and for what would be ready. */
const SECTOR_WORDS: Readonly<Record<string, RegExp>> = {
  a: /nông|thực phẩm|rau quả|đồ uống/i,
  b: /thủy sản/i,
  c: /dược|hóa chất|hóa mỹ phẩm/i,
  d: /dệt|may mặc|da giày/i,
  e: /vật liệu|gốm|gạch/i,
  f: /phụ trợ|cơ khí|lắp ráp/i,
  g: /điện tử/i,
};
const TOPIC_OF: Readonly<Record<string, string>> = { wastewater: "wastewater", road: "accessRoad" };

/** Of how many zones, corridors and clusters it is known what a facet of the search for land asks. */
export const countKnown = (lands: readonly LandSite[], sites: readonly Site[], facet: string): number => {
  if (facet === "all") return lands.length;
  const [, how, option = ""] = /^(type|option)-(.+)$/.exec(facet) ?? [];
  if (how === "type")
    return lands.filter(({ siteId }) => sites.find(({ id }) => id === siteId)?.kind === option).length;
  if (how === "option") {
    // Nobody says of a site that it has no difficulty.
    return lands.filter(({ landStatus, sectors }) =>
      option === "cleared"
        ? landStatus === "cleared"
        : sectors.some(({ textVi }) => SECTOR_WORDS[option]?.test(textVi) ?? false),
    ).length;
  }
  return lands.filter((land) => {
    if (facet in TOPIC_OF) return land.obstacles.some(({ topic }) => topic === TOPIC_OF[facet]);
    if (facet === "cleared") return land.landStatus === "cleared" || land.landStatus === "uncleared";
    if (facet === "sector") return land.sectors.length > 0;
    const figures = sites.find(({ id }) => id === land.siteId)?.figures ?? [];
    return figures.some(({ metric }) => metric === METRIC_OF[facet]);
  }).length;
};
