import { drawPoint, apportion, shuffled, whole, type LngLat, type Random } from "#server/illustrative/draw.ts";
import type { Commune, Inputs } from "#server/illustrative/inputs.ts";
import { figuresOf, SOURCE, type Cells } from "#server/illustrative/rows.ts";

/** Made-up sites with their figures and the list they stand in. */
export type Drawn = { readonly sites: Cells[]; readonly figures: Cells[]; readonly members: Cells[] };

/** Puts made-up places into communes, away from each other and from the published places of their kind. */
function createPlacer(
  random: Random,
  { water, publishedSites }: Inputs,
  kind: string,
  distances: { own: number; published: number },
) {
  const taken = publishedSites
    .filter((site) => site.kind === kind)
    .map(({ point }) => ({ point, distanceM: distances.published }));
  return ({ area: inside, bounds }: Commune): LngLat => {
    const point = drawPoint(random, { inside, bounds, water, taken });
    taken.push({ point, distanceM: distances.own });
    return point;
  };
}

const siteOf = (
  commune: Commune,
  [lng, lat]: LngLat,
  site: { id: string; kind: string; status: string; ordinal: number } & Record<
    "name_vi" | "name_en" | "short_name_vi" | "short_name_en" | "note_vi" | "note_en",
    string
  >,
): Cells => ({
  ...site,
  commune_id: commune.id,
  district_id: commune.districtId,
  lng,
  lat,
  geometry_quality: "estimate",
  geometry_method_vi: "Điểm đặt ngẫu nhiên trong xã để minh họa.",
  geometry_method_en: "A point put anywhere in the commune, for illustration.",
  geometry_source_id: SOURCE,
});

/** Clusters per district, in the order of the districts' codes; fewer where there is less room. */
const CLUSTERS_OF_DISTRICT: Readonly<Record<string, number>> = {
  "district-855": 1,
  "district-857": 2,
  "district-858": 2,
  "district-859": 2,
  "district-860": 2,
  "district-861": 1,
  "district-862": 2,
  "district-863": 2,
};
const CLUSTERS_IN_USE = 5;

export function clusters(random: Random, inputs: Inputs): Drawn {
  const place = createPlacer(random, inputs, "cluster", { own: 2500, published: 1500 });
  const communes = Object.entries(CLUSTERS_OF_DISTRICT).flatMap(([districtId, count]) =>
    shuffled(
      random,
      inputs.communes.filter((commune) => commune.districtId === districtId && !commune.isUrban),
    ).slice(0, count),
  );
  const areas = apportion(
    Math.round(inputs.figure("vinh-long.clustersGrossHa.2015-06") * 100),
    communes.map(() => 0.5 + random()),
    2000,
  ).map((hundredths) => hundredths / 100);
  const inUse = new Set(
    shuffled(
      random,
      communes.map((_, index) => index),
    ).slice(0, CLUSTERS_IN_USE),
  );
  const rows = communes.map((commune, index) => {
    const number = index + 1;
    const id = `ccn-minh-hoa-${number}`;
    const grossHa = areas[index]!;
    const leasableHa = Number((grossHa * (0.66 + 0.06 * random())).toFixed(2));
    const leasedHa = inUse.has(index) ? Number((leasableHa * (0.2 + 0.6 * random())).toFixed(2)) : 0;
    const deployedHa = Number((leasedHa * (0.3 + 0.5 * random())).toFixed(2));
    return {
      site: siteOf(commune, place(commune), {
        id,
        kind: "cluster",
        status: inUse.has(index) ? "operating" : "planned",
        ordinal: number,
        name_vi: `Cụm công nghiệp minh họa ${number}`,
        name_en: `Illustrative industrial cluster ${number}`,
        short_name_vi: `CCN minh họa ${number}`,
        short_name_en: `Illustrative cluster ${number}`,
        note_vi: "Cụm dựng ra để minh họa, không có thật.",
        note_en: "A cluster made up for illustration; it does not exist.",
      }),
      figures: figuresOf(id, { grossHa, leasableHa, leasedHa, deployedHa }),
      member: { plan_version_id: "clusters-2015-minh-hoa", site_id: id },
    };
  });
  return {
    sites: rows.map(({ site }) => site),
    figures: rows.flatMap(({ figures }) => figures),
    members: rows.map(({ member }) => member),
  };
}

/** Points of sale by class, by the decrees in force in 2015: over 400, from 200, below. */
const BUSINESS_POINTS = { 1: [420, 900], 2: [205, 395], 3: [36, 190] } as const;
type MarketClass = keyof typeof BUSINESS_POINTS;

/** One market in every commune and the rest in towns; the classes go to towns first. Each with its class. */
function marketPlaces(random: Random, { communes, figure }: Inputs): { commune: Commune; rank: MarketClass }[] {
  const [first, second] = [figure("vinh-long.marketsClass1.2015-06"), figure("vinh-long.marketsClass2.2015-06")];
  const towns = shuffled(
    random,
    communes.filter(({ isUrban }) => isUrban),
  );
  const rural = shuffled(
    random,
    communes.filter(({ isUrban }) => !isUrban),
  );
  const total = figure("vinh-long.markets.2015-06");
  const ranked = [...towns, ...rural].map((commune, index) => ({
    commune,
    rank: (index < first ? 1 : index < first + second ? 2 : 3) as MarketClass,
  }));
  const more = towns.slice(-(total - ranked.length)).map((commune) => ({ commune, rank: 3 as const }));
  return [...ranked, ...more].sort((a, b) => a.rank - b.rank || a.commune.id.localeCompare(b.commune.id));
}

export function markets(random: Random, inputs: Inputs): Drawn {
  const place = createPlacer(random, inputs, "market", { own: 500, published: 400 });
  const places = marketPlaces(random, inputs);
  const privatelyRun = new Set(
    shuffled(
      random,
      places.map((_, index) => index),
    ).slice(0, inputs.figure("vinh-long.marketsPrivatelyRun.2015-06")),
  );
  const rows = places.map(({ commune, rank }, index) => {
    const number = index + 1;
    const id = `cho-minh-hoa-${number}`;
    const isCooperative = random() < 0.4;
    const [operatorVi, operatorEn] = !privatelyRun.has(index)
      ? ["ban quản lý chợ", "a market board"]
      : isCooperative
        ? ["hợp tác xã", "a co-operative"]
        : ["doanh nghiệp", "a firm"];
    const [fewest, most] = BUSINESS_POINTS[rank];
    const businessPoints = whole(random, fewest, most);
    return {
      site: siteOf(commune, place(commune), {
        id,
        kind: "market",
        status: "operating",
        ordinal: number,
        name_vi: `Chợ minh họa ${number}`,
        name_en: `Illustrative market ${number}`,
        short_name_vi: `Chợ minh họa ${number}`,
        short_name_en: `Illustrative market ${number}`,
        note_vi: `Chợ dựng ra để minh họa, không có thật; do ${operatorVi} khai thác.`,
        note_en: `A market made up for illustration; it does not exist. Run by ${operatorEn}.`,
      }),
      figures: figuresOf(id, { marketClass: rank, businessPoints, marketAreaM2: businessPoints * whole(random, 5, 9) }),
      member: {
        plan_version_id: "markets-2015-minh-hoa",
        site_id: id,
        stage: privatelyRun.has(index) ? "privately-run" : "",
      },
    };
  });
  return {
    sites: rows.map(({ site }) => site),
    figures: rows.flatMap(({ figures }) => figures),
    members: rows.map(({ member }) => member),
  };
}

export function supermarkets(random: Random, inputs: Inputs): Drawn {
  const place = createPlacer(random, inputs, "supermarket", { own: 800, published: 400 });
  const count = inputs.figure("vinh-long.supermarkets.2015-06");
  const towns = shuffled(
    random,
    inputs.communes.filter(({ isUrban }) => isUrban),
  ).slice(0, count);
  const sites = towns.map((commune, index) => {
    const number = index + 1;
    return siteOf(commune, place(commune), {
      id: `sieu-thi-minh-hoa-${number}`,
      kind: "supermarket",
      status: "operating",
      ordinal: number,
      name_vi: `Siêu thị minh họa ${number}`,
      name_en: `Illustrative supermarket ${number}`,
      short_name_vi: `Siêu thị minh họa ${number}`,
      short_name_en: `Illustrative supermarket ${number}`,
      note_vi: "Siêu thị dựng ra để minh họa, không có thật.",
      note_en: "A supermarket made up for illustration; it does not exist.",
    });
  });
  const members = sites.map(({ id }) => ({ plan_version_id: "supermarkets-2015-minh-hoa", site_id: id! }));
  return { sites, figures: [], members };
}
