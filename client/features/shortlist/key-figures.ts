import type { Figure } from "#contracts/figures.ts";
import type { MetricId } from "#contracts/metrics.ts";

/** What an investor asks first; of a market what there is of it. */
const FIRST: readonly MetricId[] = [
  "remainingHa",
  "leasableHa",
  "occupancyShare",
  "landRentUsdPerM2",
  "grossHa",
  "leasedHa",
  "deployedHa",
  "registeredCapitalBillionVnd",
  "infrastructureCapitalBillionVnd",
  "projects",
];
/** On one slide, to be read from the last row. */
const MOST = 6;

/** The figures of a site that stand on its slide and in its pack, the most asked for first. */
export const keyFigures = (figures: readonly Figure[]): readonly Figure[] => {
  const own = figures.filter(({ target }) => target === null);
  const rank = ({ metric }: Figure) => {
    const at = FIRST.indexOf(metric);
    return at < 0 ? FIRST.length : at;
  };
  return own.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST);
};
