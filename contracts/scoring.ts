/** Scores by weights that a reader sets, from values some of which nobody tells: these may be anything, so scores are ranges. */

/** `worst` scores 0, `best` 1, and between them it is even: fixed, so that a score does not change with what it stands beside. */
export type Criterion<I extends string = string> = { readonly id: I; readonly worst: number; readonly best: number };
/** From low to high; both the same where it is known. */
export type Range = { readonly low: number; readonly high: number };
/** By criterion; what no source tells is not there. */
export type ValuesBy<I extends string> = Readonly<Partial<Record<I, Range>>>;
/** By criterion, 0 to `MOST_WEIGHT`. */
export type WeightsBy<I extends string> = Readonly<Record<I, number>>;
export const MOST_WEIGHT = 5;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const partOf = ({ worst, best }: Criterion, range: Range | undefined): Range => {
  // What nobody tells may be anything.
  if (!range) return { low: 0, high: 1 };
  const ends = [range.low, range.high].map((value) => clamp((value - worst) / (best - worst)));
  return { low: Math.min(...ends), high: Math.max(...ends) };
};

/** The weighted mean of the parts, from 0 to 1, as a range; null where nothing is weighed. */
export const scoreBy = <I extends string>(
  criteria: readonly Criterion<I>[],
  values: ValuesBy<I>,
  weights: WeightsBy<I>,
): Range | null => {
  const sum = criteria.reduce((total, { id }) => total + weights[id], 0);
  if (sum === 0) return null;
  const mean = (end: keyof Range) =>
    criteria.reduce(
      (total, criterion) => total + weights[criterion.id] * partOf(criterion, values[criterion.id])[end],
      0,
    ) / sum;
  return { low: mean("low"), high: mean("high") };
};

/** Scores that differ by less are the same: binary fractions leave dust. */
const DUST = 1e-9;

/** The places each can take, 1 the highest score, whatever is true of what nobody tells. */
export const ranksOf = (scores: readonly Range[]): readonly Range[] =>
  scores.map(({ low, high }, at) => {
    const others = scores.filter((_, one) => one !== at);
    return {
      low: 1 + others.filter((other) => other.low > high + DUST).length,
      high: 1 + others.filter((other) => other.high > low + DUST).length,
    };
  });

export const evenWeights = <I extends string>(criteria: readonly Criterion<I>[]): WeightsBy<I> =>
  Object.fromEntries(criteria.map(({ id }) => [id, 1])) as WeightsBy<I>;

/** In addresses: `left3,rent2`, only what differs from 1. */
export const spellWeights = <I extends string>(criteria: readonly Criterion<I>[], weights: WeightsBy<I>): string =>
  criteria
    .filter(({ id }) => weights[id] !== 1)
    .map(({ id }) => `${id}${weights[id]}`)
    .join(",");

/** What is no weight of a criterion is as if it were not there. */
export const weightsIn = <I extends string>(
  criteria: readonly Criterion<I>[],
  text: string | undefined,
): WeightsBy<I> => {
  const weights: Record<I, number> = { ...evenWeights(criteria) };
  for (const part of (text ?? "").split(",")) {
    const [, id, digit] = /^([a-zA-Z]+)(\d)$/.exec(part) ?? [];
    const criterion = criteria.find((one) => one.id === id);
    if (criterion && Number(digit) <= MOST_WEIGHT) weights[criterion.id] = Number(digit);
  }
  return weights;
};
