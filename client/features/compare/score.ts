import type { MetricId } from "#contracts/metrics.ts";
import {
  evenWeights,
  type Range,
  scoreBy,
  spellWeights,
  type ValuesBy,
  type WeightsBy,
  weightsIn,
} from "#contracts/scoring.ts";

/** What sites are weighed by; the formula is shown with these ends. */
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
export type Values = ValuesBy<CriterionId>;
export type Weights = WeightsBy<CriterionId>;
export const EVEN_WEIGHTS: Weights = evenWeights(CRITERIA);

export const scoreOf = (values: Values, weights: Weights): Range | null => scoreBy(CRITERIA, values, weights);
export const formatWeights = (weights: Weights): string => spellWeights(CRITERIA, weights);
export const readWeights = (text: string | undefined): Weights => weightsIn(CRITERIA, text);
