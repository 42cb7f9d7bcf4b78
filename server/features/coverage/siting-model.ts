import type { Highs } from "highs";

export type SitingGoal = "cover" | "distance";

/** Where to open more, given what is there. Weights are people (or 1 each); distances in km, to the metre. */
export type SitingProblem = {
  readonly goal: SitingGoal;
  /** How many more may be opened. */
  readonly count: number;
  /** Of `cover`: served is who lives so near. */
  readonly withinKm: number;
  readonly weights: readonly number[];
  /** Of each place, how far what exists is; null: nothing exists. */
  readonly existingKm: readonly (number | null)[];
  /** `distancesKm[place][candidate]`. */
  readonly distancesKm: readonly (readonly number[])[];
  readonly timeLimitS: number;
};

export type Siting = {
  /** Candidates, ascending; fewer than allowed where no more help. */
  readonly chosen: readonly number[];
  /** `cover`: weight served; `distance`: weight × km in all. Before anything is opened, and after. */
  readonly before: number;
  readonly after: number;
  readonly outcome: "optimal" | "timeLimit";
  /** How much better another choice could be at most, as a share of `after`; null where not even that is known. */
  readonly gap: number | null;
};

/** Stands for a place that nothing serves yet; farther than anything in the province. */
export const NOTHING_KM = 1000;

/** What a choice of candidates comes to, added up from the distances. */
export const valueOf = (problem: Omit<SitingProblem, "count" | "timeLimitS">, chosen: readonly number[]): number =>
  problem.weights.reduce((sum, weight, place) => {
    const km = chosen.reduce(
      (least, candidate) => Math.min(least, problem.distancesKm[place]![candidate]!),
      problem.existingKm[place] ?? NOTHING_KM,
    );
    return sum + (problem.goal === "cover" ? (km <= problem.withinKm ? weight : 0) : weight * km);
  }, 0);

type Row = { readonly low: number; readonly high: number; readonly terms: readonly (readonly [number, number])[] };

/**
 * A mixed program that minimises: candidates are the first columns (whole, 0 or 1). For `cover` a column of each place that is not
 * served, by 1 − what is opened near it; for `distance` one of each place and candidate that is nearer than what exists, of its gain.
 */
const programOf = (problem: SitingProblem, infinity: number) => {
  const { goal, weights, existingKm, distancesKm, withinKm, count } = problem;
  const candidates = distancesKm[0]?.length ?? 0;
  const costs = Array.from({ length: candidates }, () => 0);
  const rows: Row[] = [{ low: 0, high: count, terms: costs.map((_, candidate) => [candidate, 1] as const) }];
  for (const [place, weight] of weights.entries()) {
    const existing = existingKm[place] ?? NOTHING_KM;
    const near = distancesKm[place]!.map((km, candidate) => ({ km, candidate }));
    if (goal === "cover") {
      if (existing <= withinKm) continue;
      const unserved = costs.push(weight) - 1;
      const helping = near.filter(({ km }) => km <= withinKm).map(({ candidate }) => [candidate, 1] as const);
      rows.push({ low: 1, high: infinity, terms: [...helping, [unserved, 1]] });
    } else {
      const gains = near.filter(({ km }) => km < existing);
      const columns = gains.map(({ km }) => costs.push(weight * (km - existing)) - 1);
      rows.push({ low: 0, high: 1, terms: columns.map((column) => [column, 1] as const) });
      for (const [at, { candidate }] of gains.entries())
        rows.push({
          low: 0,
          high: infinity,
          terms: [
            [candidate, 1],
            [columns[at]!, -1],
          ],
        });
    }
  }
  return { candidates, costs, rows: rows.filter(({ terms }) => terms.length > 0) };
};

/** The best choice, proven by the solver or with the gap that was left when its time was over. */
export const solveSiting = (highs: Highs, problem: SitingProblem): Siting => {
  const { candidates, costs, rows } = programOf(problem, highs.infinity);
  const starts = [0];
  for (const { terms } of rows) starts.push(starts.at(-1)! + terms.length);
  const { integer, continuous } = highs.constants.variableType;
  const data = {
    numCols: costs.length,
    numRows: rows.length,
    colCost: Float64Array.from(costs),
    colLower: new Float64Array(costs.length),
    colUpper: new Float64Array(costs.length).fill(1),
    rowLower: rows.map(({ low }) => low),
    rowUpper: rows.map(({ high }) => high),
    matrix: {
      format: "csr" as const,
      numRows: rows.length,
      numCols: costs.length,
      starts,
      indices: rows.flatMap(({ terms }) => terms.map(([column]) => column)),
      values: rows.flatMap(({ terms }) => terms.map(([, value]) => value)),
    },
    integrality: costs.map((_, column) => (column < candidates ? integer : continuous)),
  };
  return highs.withModel(data, (model): Siting => {
    model.options.set({ output_flag: false, time_limit: problem.timeLimitS, mip_rel_gap: 0, mip_abs_gap: 0 });
    model.run();
    const status = model.getModelStatus();
    const { optimal, timeLimit } = highs.constants.modelStatus;
    if (status !== optimal && status !== timeLimit) throw new Error(`the solver ended with status ${status}`);
    const { colValue } = model.getSolution();
    const before = valueOf(problem, []);
    const picked = Array.from({ length: candidates }, (_, candidate) => candidate).filter(
      (candidate) => (colValue[candidate] ?? 0) > 0.5,
    );
    // One by one, for of two at the same place either may go: what changes nothing is not proposed.
    const chosen = picked.reduce((left, candidate) => {
      const rest = left.filter((other) => other !== candidate);
      return valueOf(problem, rest) === valueOf(problem, left) ? rest : left;
    }, picked);
    const after = valueOf(problem, chosen);
    // No choice is better than the bound that the solver has proven of what it minimises.
    const bound = Number(model.info.get("mip_dual_bound"));
    const whole = problem.weights.reduce((sum, weight) => sum + weight, 0);
    const best = problem.goal === "cover" ? whole - bound : before + bound;
    const isBounded = Number.isFinite(best) && Math.abs(bound) < highs.infinity && after > 0;
    return {
      chosen,
      before,
      after,
      outcome: status === optimal ? "optimal" : "timeLimit",
      gap: isBounded ? Math.abs(best - after) / after : status === optimal ? 0 : null,
    };
  });
};
