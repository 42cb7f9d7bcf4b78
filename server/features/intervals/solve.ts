import type { Highs, Model } from "highs";
import {
  type Rational,
  add,
  compare,
  divide,
  integer,
  multiply,
  rational,
  round,
  subtract,
  toNumber,
} from "#server/rational.ts";
import type { Program, Row, Terms } from "./model.ts";

/** `bound` is never above the true minimum; `support` are the printed figures that prove it. */
export type Minimum =
  | { readonly kind: "bounded"; readonly bound: Rational; readonly support: readonly string[] }
  | { readonly kind: "unbounded" };

/** A program held by the solver, so that asking again is cheap. */
export type OpenProgram = {
  /** Only of a feasible program. */
  readonly minimise: (objective: Terms) => Minimum;
  readonly isFeasible: () => boolean;
  /** Lets a printed figure bind or not. */
  readonly bind: (factId: string, binds: boolean) => void;
};

const ZERO = integer(0n);
const TOLERANCE = 1e-9;
/** What floats may be wrong by where no exact proof is found; far above the solver's tolerances. */
const SLACK = 1e-6;

let loading: Promise<Highs> | undefined;
/** The WebAssembly solver, loaded when first needed. Solving is synchronous and takes well under a millisecond here. */
export const loadSolver = (): Promise<Highs> => {
  loading ??= import("highs").then(({ default: load }) => load());
  loading.catch(() => (loading = undefined));
  return loading;
};

/** Opens a program for as long as `ask` runs. */
export const withProgram = <T>(highs: Highs, program: Program, ask: (open: OpenProgram) => T): T => {
  try {
    return highs.withModel(toModelData(highs, program), (model) => ask(toOpenProgram(highs, program, model)));
  } catch (error) {
    // A trap inside WebAssembly leaves its memory in doubt: the next question gets a solver of its own.
    loading = undefined;
    throw error;
  }
};

const toOpenProgram = (highs: Highs, program: Program, model: Model): OpenProgram => {
  model.options.set(OPTIONS);
  const unbound = new Set<string>();
  const rowsNow = () =>
    program.rows.map((row) =>
      row.factId !== null && unbound.has(row.factId) ? { ...row, low: null, high: null } : row,
    );
  const setCosts = (costs: Terms) => {
    const dense = new Float64Array(program.columns);
    for (const [index, cost] of costs) dense[index] = toNumber(cost);
    model.changeColsCost({ kind: "range", from: 0, to: program.columns - 1 }, dense);
  };
  return {
    isFeasible: () => {
      setCosts(new Map());
      const status = statusOf(highs, model);
      return status === "optimal" && (isSolvedInWhole(program, model) || runWhole(highs, model) === "optimal");
    },
    minimise: (objective) => {
      setCosts(objective);
      // The caller has ruled infeasibility out; should floats waver here, “not bounded” is the answer that claims nothing.
      if (statusOf(highs, model) !== "optimal") return { kind: "unbounded" };
      if (isSolvedInWhole(program, model)) {
        return { kind: "bounded", ...prove(highs, model, { ...program, rows: rowsNow() }, objective) };
      }
      runWhole(highs, model);
      const bound = integer(BigInt(Math.round(model.getObjectiveValue())));
      const ids = program.rows.flatMap(({ factId }) => (factId === null || unbound.has(factId) ? [] : [factId]));
      return { kind: "bounded", bound, support: [...new Set(ids)] };
    },
    bind: (factId, binds) => {
      if (binds) unbound.delete(factId);
      else unbound.add(factId);
      program.rows.forEach((row, index) => {
        if (row.factId !== factId) return;
        model.changeRowBounds(
          index,
          floatLow(highs, binds ? row.low : null),
          floatHigh(highs, binds ? row.high : null),
        );
      });
    },
  };
};

/**
 * Changed costs and freed rows keep a basis feasible, which is where primal simplex (4) goes on from. Without presolve there
 * is always a basis, which proofs need.
 */
const RELAXED = { solver: "simplex", simplex_strategy: 4, presolve: "off", solve_relaxation: true };
/** Branching takes 24 ms on two dozen columns without presolve and 1 ms with it. */
const WHOLE = { solver: "choose", presolve: "on", solve_relaxation: false };
const OPTIONS = {
  output_flag: false,
  primal_feasibility_tolerance: TOLERANCE,
  dual_feasibility_tolerance: TOLERANCE,
  mip_feasibility_tolerance: TOLERANCE,
  mip_rel_gap: 0,
  mip_abs_gap: 0,
  ...RELAXED,
};

const runWhole = (highs: Highs, model: Model) => {
  model.options.set(WHOLE);
  try {
    return statusOf(highs, model);
  } finally {
    model.options.set(RELAXED);
  }
};

/** Whether the relaxation found whole numbers where they are asked for; then nothing whole is better. */
const isSolvedInWhole = ({ isIntegral }: Program, model: Model): boolean =>
  !isIntegral || model.getSolution().colValue.every((value) => Math.abs(value - Math.round(value)) < SLACK);

const statusOf = (highs: Highs, model: Model): "optimal" | "infeasible" | "unbounded" => {
  model.run();
  const { optimal, infeasible, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus;
  const status = model.getModelStatus();
  if (status === optimal) return "optimal";
  if (status === infeasible) return "infeasible";
  if (status === unbounded || status === unboundedOrInfeasible) return "unbounded";
  throw new Error(`the solver ended with status ${status}`);
};

const floatLow = (highs: Highs, low: Rational | null): number => (low ? toNumber(low) : -highs.infinity);
const floatHigh = (highs: Highs, high: Rational | null): number => (high ? toNumber(high) : highs.infinity);

const toModelData = (highs: Highs, { columns, isIntegral, rows }: Program) => {
  const { integer: whole, continuous } = highs.constants.variableType;
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { terms } of rows) {
    for (const [index, coefficient] of terms) {
      indices.push(index);
      values.push(toNumber(coefficient));
    }
    starts.push(indices.length);
  }
  return {
    numCols: columns,
    numRows: rows.length,
    colCost: new Float64Array(columns),
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(highs.infinity),
    rowLower: rows.map(({ low }) => floatLow(highs, low)),
    rowUpper: rows.map(({ high }) => floatHigh(highs, high)),
    matrix: { format: "csr" as const, numRows: rows.length, numCols: columns, starts, indices, values },
    integrality: Array.from({ length: columns }, () => (isIntegral ? whole : continuous)),
  };
};

/**
 * The minimum without trusting floats: the solver only says which rows have prices and which columns are in its basis;
 * the prices are computed again as fractions, and weak duality makes the bound true whatever the solver did.
 */
const prove = (highs: Highs, model: Model, program: Program, objective: Terms) => {
  const value = model.getObjectiveValue();
  const { rowDual } = model.getSolution();
  const { colStatus } = model.getBasis();
  const priced = program.rows.filter((_, index) => Math.abs(rowDual[index] ?? 0) > TOLERANCE);
  const isBasic = (index: number) => colStatus[index] === highs.constants.basisStatus.basic;
  const prices = pricesOf(priced, objective, isBasic);
  const bound = prices && dualBound(priced, prices, program.columns, objective);
  const support = (rows: readonly Row[]) => [...new Set(rows.flatMap(({ factId }) => factId ?? []))];
  return bound
    ? { bound, support: support(priced.filter((_, index) => compare(prices[index] ?? ZERO, ZERO) !== 0)) }
    : { bound: round(rational(value - SLACK * (1 + Math.abs(value))), 9, "down"), support: support(priced) };
};

/** Solves Σ price · row = objective over the basic columns; undefined where the rows do not determine the prices. */
const pricesOf = (
  rows: readonly Row[],
  objective: Terms,
  isBasic: (index: number) => boolean,
): Rational[] | undefined => {
  const touched = new Set(rows.flatMap(({ terms }) => [...terms.keys()]).filter(isBasic));
  const equations = [...touched].map((index) => [
    ...rows.map(({ terms }) => terms.get(index) ?? ZERO),
    objective.get(index) ?? ZERO,
  ]);
  const solved: Rational[][] = [];
  for (let unknown = 0; unknown < rows.length; unknown++) {
    const at = equations.findIndex((equation) => !isZero(equation[unknown]));
    const pivot = equations.splice(at, at < 0 ? 0 : 1)[0];
    if (!pivot) return undefined;
    const by = pivot[unknown] as Rational;
    const normal = pivot.map((entry) => (isZero(entry) ? ZERO : divide(entry, by)));
    const eliminate = (equation: Rational[]): Rational[] => {
      const factor = equation[unknown] as Rational;
      if (isZero(factor)) return equation;
      return equation.map((entry, index) => {
        const other = normal[index] as Rational;
        return isZero(other) ? entry : subtract(entry, multiply(factor, other));
      });
    };
    equations.forEach((equation, index) => (equations[index] = eliminate(equation)));
    solved.forEach((equation, index) => (solved[index] = eliminate(equation)));
    solved.push(normal);
  }
  return solved.map((equation) => equation[rows.length] as Rational);
};

const isZero = (entry: Rational | undefined): boolean => entry === undefined || entry.n === 0n;

/** Σ price · bound, if no column could undercut it; undefined otherwise. */
const dualBound = (
  rows: readonly Row[],
  prices: readonly Rational[],
  columns: number,
  objective: Terms,
): Rational | undefined => {
  const reduced = Array.from({ length: columns }, (_, index) => objective.get(index) ?? ZERO);
  let bound = ZERO;
  for (const [at, { terms, low, high }] of rows.entries()) {
    const price = prices[at] ?? ZERO;
    if (isZero(price)) continue;
    const side = compare(price, ZERO) > 0 ? low : high;
    if (!side) return undefined;
    bound = add(bound, multiply(price, side));
    for (const [index, coefficient] of terms)
      reduced[index] = subtract(reduced[index] ?? ZERO, multiply(price, coefficient));
  }
  return reduced.every((cost) => compare(cost, ZERO) >= 0) ? bound : undefined;
};
