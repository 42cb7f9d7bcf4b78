import type { MetricId } from "#contracts/metrics.ts";

/**
 * What sites are weighed by. `worst` scores 0, `best` 1, and between them it is even: fixed for all sites, so that a score does not
 * change with whom a site is compared. The formula is shown with these ends.
 */
export const CRITERIA = [
  { id: "left", metric: "remainingHa", worst: 0, best: 50, unit: "ha" },
  { id: "rent", metric: "landRentUsdPerM2", worst: 120, best: 40, unit: "usdPerM2" },
  { id: "occupancy", metric: "occupancyShare", worst: 1, best: 0, unit: "share" },
  { id: "port", metric: null, worst: 40, best: 0, unit: "km" },
  { id: "bridge", metric: null, worst: 40, best: 0, unit: "km" },
] as const satisfies readonly {
  readonly id: string;
  readonly metric: MetricId | null;
  readonly worst: number;
  readonly best: number;
  readonly unit: string;
}[];
export type CriterionId = (typeof CRITERIA)[number]["id"];

/** From low to high; both the same where it is known. */
export type Range = { readonly low: number; readonly high: number };
/** By criterion; what no source tells is not there. */
export type Values = Readonly<Partial<Record<CriterionId, Range>>>;
/** By criterion, 0 to 5. */
export type Weights = Readonly<Record<CriterionId, number>>;
export const MOST_WEIGHT = 5;
export const EVEN_WEIGHTS: Weights = { left: 1, rent: 1, occupancy: 1, port: 1, bridge: 1 };

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const partOf = ({ worst, best }: (typeof CRITERIA)[number], range: Range | undefined): Range => {
  // What nobody tells may be anything.
  if (!range) return { low: 0, high: 1 };
  const ends = [range.low, range.high].map((value) => clamp((value - worst) / (best - worst)));
  return { low: Math.min(...ends), high: Math.max(...ends) };
};

/** The weighted mean of the parts, from 0 to 1, as a range; null where nothing is weighed. */
export const scoreOf = (values: Values, weights: Weights): Range | null => {
  const sum = CRITERIA.reduce((total, { id }) => total + weights[id], 0);
  if (sum === 0) return null;
  const mean = (end: keyof Range) =>
    CRITERIA.reduce(
      (total, criterion) => total + weights[criterion.id] * partOf(criterion, values[criterion.id])[end],
      0,
    ) / sum;
  return { low: mean("low"), high: mean("high") };
};

/** Scores that differ by less are the same: binary fractions leave dust. */
const DUST = 1e-9;

/** The places each can take, 1 the best, whatever is true of what nobody tells. */
export const ranksOf = (scores: readonly Range[]): readonly Range[] =>
  scores.map(({ low, high }, at) => {
    const others = scores.filter((_, place) => place !== at);
    return {
      low: 1 + others.filter((other) => other.low > high + DUST).length,
      high: 1 + others.filter((other) => other.high > low + DUST).length,
    };
  });

/** In addresses: `left3rent2`, only what differs from 1. */
export const formatWeights = (weights: Weights): string =>
  CRITERIA.filter(({ id }) => weights[id] !== 1)
    .map(({ id }) => `${id}${weights[id]}`)
    .join(",");

export const readWeights = (text: string | undefined): Weights => {
  const weights: Record<CriterionId, number> = { ...EVEN_WEIGHTS };
  for (const part of (text ?? "").split(",")) {
    const [, id, digit] = /^([a-z]+)(\d)$/.exec(part) ?? [];
    const criterion = CRITERIA.find((one) => one.id === id);
    if (criterion && Number(digit) <= MOST_WEIGHT) weights[criterion.id] = Number(digit);
  }
  return weights;
};
