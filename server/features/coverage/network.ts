import type { Coverage } from "#contracts/coverage.ts";
import type { Figure } from "#contracts/figures.ts";
import { classByPoints, classByRules, operatorKindOf, rulesOn, structureOf } from "#contracts/market-class.ts";
import type { MarketNetwork, NetworkMarket } from "#contracts/market-network.ts";
import type { Measured } from "./bands.ts";

/** What network.sql answers with. */
export type NetworkRows = Pick<MarketNetwork, "rules" | "shops" | "day"> & {
  readonly items: readonly (Pick<
    NetworkMarket,
    "id" | "marketClass" | "businessPoints" | "areaM2" | "figureIds" | "nearest" | "nearestShop" | "attributes"
  > & {
    readonly stage: string | null;
    readonly operatorVi: string | null;
    readonly operatorEn: string | null;
    readonly structureVi: string | null;
  })[];
  readonly districts: readonly {
    readonly site: string;
    readonly id: string;
    readonly nameVi: string;
    readonly nameEn: string;
  }[];
  readonly stated: readonly Figure[];
};

/** Of made-up lists only this much is told. */
const PRIVATELY_RUN = "privately-run";

/** Joins what is published of each market with how far it is from people, `measured` being of communes of 2015. */
export const describeNetwork = (measured: Measured, rows: NetworkRows): MarketNetwork => {
  const rules = rulesOn(rows.rules, rows.day);
  const people = peopleBySite(measured.items);
  const sites = new Map(measured.sites.map((site) => [site.id, site]));
  const districts = new Map(rows.districts.map(({ site, ...district }) => [site, district]));
  const items = rows.items.map((row): NetworkMarket => {
    const { id, stage, operatorVi, operatorEn, structureVi, ...told } = row;
    const site = sites.get(id);
    if (!site) throw new Error(`${id} is not among the sites of its list`);
    const structure = structureVi === null ? null : structureOf(structureVi);
    const { businessPoints, areaM2 } = told;
    return {
      ...told,
      id,
      nameVi: site.nameVi,
      nameEn: site.nameEn,
      district: districts.get(id) ?? null,
      position: site.position,
      isDoubtful: site.isDoubtful,
      structure,
      operator:
        operatorVi === null
          ? stage === PRIVATELY_RUN
            ? {
                kind: "private",
                textVi: "Doanh nghiệp, hợp tác xã hoặc tư nhân",
                textEn: "A firm, co-operative or person",
              }
            : null
          : { kind: operatorKindOf(operatorVi), textVi: operatorVi, textEn: operatorEn ?? operatorVi },
      classByRules: classByRules(rules, businessPoints, structure),
      classByPoints: classByPoints(rules, businessPoints),
      m2PerPoint: areaM2 === null || !businessPoints ? null : areaM2 / businessPoints,
      people: site.position === null || measured.items.length === 0 ? null : people.has(id) ? people.get(id)! : 0,
    };
  });
  return {
    list: measured.list,
    lists: measured.lists,
    day: rows.day,
    rules: rows.rules,
    operators: countOperators(items),
    history: rows.stated.filter(({ metric }) => metric !== "supermarkets"),
    otherClass: items
      .filter(
        (item) => item.classByRules !== null && item.marketClass !== null && item.classByRules !== item.marketClass,
      )
      .map(({ id }) => id),
    items,
    shops: rows.shops,
    shopsStated: rows.stated.filter(({ metric }) => metric === "supermarkets"),
    total: items.length,
  };
};

/** People of the units whose nearest site each is, null where any of them is not known; sites that are no unit's nearest are not there. */
const peopleBySite = (units: Coverage["items"]): ReadonlyMap<string, number | null> => {
  const sums = new Map<string, number | null>();
  for (const { nearest, population } of units) {
    if (!nearest) continue;
    const sum = sums.has(nearest.site) ? sums.get(nearest.site)! : 0;
    sums.set(nearest.site, sum === null || population === null ? null : sum + population);
  }
  return sums;
};

const countOperators = (items: readonly NetworkMarket[]): MarketNetwork["operators"] => {
  const counts = new Map<NonNullable<NetworkMarket["operator"]>["kind"], number>();
  for (const { operator } of items) counts.set(operator?.kind ?? null, (counts.get(operator?.kind ?? null) ?? 0) + 1);
  return [...counts]
    .map(([kind, markets]) => ({ kind, markets }))
    .toSorted((a, b) => b.markets - a.markets || String(a.kind).localeCompare(String(b.kind)));
};
