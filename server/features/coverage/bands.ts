import { CLOSE_KM, type Coverage } from "#contracts/coverage.ts";

/** What the query gives. */
export type Measured = Pick<Coverage, "list" | "lists" | "sites" | "items" | "pairs" | "unplaced"> & {
  readonly census: { readonly asOf: string | null; readonly source: string | null };
  readonly land: readonly Omit<Coverage["land"][number], "haPer1000People">[];
};

type Items = Coverage["items"];

const count = (items: Items, isInside: (item: Items[number]) => boolean): number => items.filter(isInside).length;
const people = (items: Items, isInside: (item: Items[number]) => boolean): number =>
  items.reduce((sum, item) => sum + (isInside(item) ? (item.population ?? 0) : 0), 0);

/** To the nearest, weighted by people where all are known, else by commune; null where it is not known what is near. */
const meanKmOf = (items: Items, hasPeople: boolean): number | null => {
  if (items.length === 0 || items.some(({ nearest }) => nearest === null)) return null;
  const weightOf = (item: Items[number]) => (hasPeople ? item.population! : 1);
  const whole = items.reduce((sum, item) => sum + weightOf(item), 0);
  return items.reduce((sum, item) => sum + weightOf(item) * item.nearest!.km, 0) / whole;
};

/** What changes when `tried` is measured in place of what is there. */
export const describeTrial = (
  asked: Asked,
  official: Official,
  tried: Measured,
  without: readonly string[],
): Coverage["trial"] => {
  if (!official.list) return null;
  const after = describeCoverage(asked, tried);
  // Of a list without any place it is not known what is there, whatever is added.
  const isKnown = official.bands.length > 0;
  return {
    isExperiment: true,
    candidates: tried.sites.flatMap(({ id, position }) => (id.startsWith(TRIED) && position ? [{ id, position }] : [])),
    without: [...without],
    meanKm: isKnown ? after.meanKm : null,
    bands: isKnown ? after.bands : [],
    items: isKnown ? after.items : [],
  };
};

/** The query names candidates so; no site is called so. */
const TRIED = "try-";

type Asked = Pick<Coverage, "of" | "units" | "thresholdsKm">;
type Official = Omit<Coverage, "trial">;

/** Everything that follows from the distances. */
export const describeCoverage = ({ of, units, thresholdsKm }: Asked, measured: Measured): Official => {
  const { list, lists, sites, pairs, unplaced, census } = measured;
  // Without a list nothing is near or far: that is not known, which is another thing than far from everything.
  const items = list ? measured.items : [];
  const isKnown = items.length > 0 && (sites.length === 0 || sites.some(({ position }) => position !== null));
  const isPopulated = items.length > 0 && items.every(({ population }) => population !== null);
  const sum = isPopulated ? people(items, () => true) : null;
  const farthest = thresholdsKm.at(-1) ?? 0;
  return {
    of,
    units,
    thresholdsKm,
    list,
    lists,
    method: METHOD,
    sites,
    counts: {
      sites: sites.length,
      withPoint: sites.filter(({ position }) => position !== null).length,
      doubtful: sites.filter(({ isDoubtful }) => isDoubtful).length,
      units: items.length,
      unitsWithPopulation: count(items, ({ population }) => population !== null),
    },
    population: { ...census, sum },
    meanKm: isKnown ? meanKmOf(items, isPopulated) : null,
    bands: !isKnown
      ? []
      : thresholdsKm.map((km) => {
          const isIn = ({ nearest }: Items[number]) => nearest !== null && nearest.km <= km;
          const isSurelyIn = ({ nearestSure }: Items[number]) => nearestSure !== null && nearestSure.km <= km;
          const inside = { low: count(items, isSurelyIn), high: count(items, isIn) };
          const peopleInside = sum === null ? null : { low: people(items, isSurelyIn), high: people(items, isIn) };
          return {
            km,
            units: inside,
            unitShare: { low: inside.low / items.length, high: inside.high / items.length },
            population: peopleInside,
            populationShare:
              peopleInside && sum ? { low: peopleInside.low / sum, high: peopleInside.high / sum } : null,
            unitsServedTwice: count(items, ({ second }) => second !== null && second.km <= km),
          };
        }),
    items,
    gaps: (isKnown ? items : [])
      .filter(({ nearest }) => nearest === null || nearest.km > farthest)
      .toSorted((a, b) => (b.nearest?.km ?? Infinity) - (a.nearest?.km ?? Infinity))
      .map(({ id }) => id),
    closeKm: CLOSE_KM,
    pairs,
    land: list
      ? measured.land.map((row) => ({
          ...row,
          haPer1000People:
            row.areaHa !== null && row.sitesWithoutArea === 0 && row.population
              ? (row.areaHa / row.population) * 1000
              : null,
        }))
      : [],
    unplaced,
    total: items.length,
  };
};

const METHOD = {
  vi:
    "Khoảng cách đường thẳng trên ellipsoid WGS 84 (PostGIS geography), làm tròn đến mét; không phải đường đi thực tế. " +
    "Cả xã được coi là ở một điểm bên trong ranh giới xã, và mọi người dân ở điểm ấy. Điểm nghi ngờ: vị trí ước lượng hoặc có " +
    "ghi nghi vấn; mức thấp bỏ các điểm đó, mức cao giữ lại. Địa điểm chỉ biết huyện không có điểm nên không tính vào khoảng cách.",
  en:
    "Straight-line distances on the WGS 84 ellipsoid (PostGIS geography), rounded to the metre; no roads or ferries. " +
    "A commune is taken to be at one point inside its boundary, with all its people. Doubtful points are estimated ones and those " +
    "with a recorded doubt: low drops them, high keeps them. Sites known by district only have no point and count in no distance.",
};
