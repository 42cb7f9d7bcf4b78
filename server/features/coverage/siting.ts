import PQueue from "p-queue";
import type * as z from "zod/mini";
import type { coverageSiting } from "#contracts/coverage.ts";
import { withDeadline } from "#server/db/deadline.ts";
import { Problem } from "#server/problems.ts";
import type { Read } from "#server/route.ts";
import { WorkThread } from "#server/work-thread.ts";
import type { Measured } from "./bands.ts";
import betweenSql from "./between.sql?raw";
import { type Siting, type SitingProblem, valueOf } from "./siting-model.ts";

/** Of the solver; what it has found by then is answered, with the gap. */
const TIME_LIMIT_S = 8;
const DEADLINE_MS = 20_000;
/** One page asks four at a time, of both goals with the list and without. */
const MOST_WAITING = 12;
const LATER = { headers: { "retry-after": "60" } };
const BUSY = {
  vi: "Đang có nhiều bài toán chọn chỗ chờ giải; xin thử lại sau ít phút.",
  en: "Many questions of where to open more are waiting; please try again in a few minutes.",
};

/** One thread, begun when first asked; one that takes too long is ended and replaced. */
export class SitingThread {
  readonly #queue = new PQueue({ concurrency: 1 });
  #thread: WorkThread | undefined;

  /** @throws {Problem} too-slow */
  async solve(problem: SitingProblem): Promise<Siting> {
    if (this.#queue.size >= MOST_WAITING) throw new Problem("too-slow", BUSY, LATER);
    return this.#queue.add(() => {
      if (!this.#thread || this.#thread.isDead) this.#thread = new WorkThread("siting-worker", { niceness: 5 });
      const thread = this.#thread;
      return withDeadline(DEADLINE_MS, thread.ask<Siting>(problem), () => {
        void thread.end();
        return new Problem("too-slow", BUSY, LATER);
      });
    });
  }

  async close(): Promise<void> {
    this.#queue.clear();
    await this.#thread?.end();
  }
}

type Asked = Pick<SitingProblem, "goal" | "withinKm"> & {
  readonly units: string;
  readonly start: "list" | "nothing";
  readonly count: number;
  /** Ids of units where none may be opened. */
  readonly avoided: readonly string[];
};

/** Shares and means of what the solver chose among the communes themselves. */
export const siteMore = async (
  { list, sites, items }: Measured,
  { goal, start, count: wanted, withinKm, units, avoided }: Asked,
  read: Read,
  thread: SitingThread,
): Promise<z.output<typeof coverageSiting.output>> => {
  const isPopulated = items.every(({ population }) => population !== null);
  const placed = sites.filter(({ position }) => position !== null).length;
  const isKnown = list !== null && (start === "list" && sites.length === 0 ? true : placed > 0);
  const count = start === "nothing" ? placed : wanted;
  const asked = { isExperiment: true, list, goal, start, count, withinKm } as const;
  const weightedBy = isPopulated ? "people" : "communes";
  if (!isKnown) return { ...asked, weightedBy, siting: null };
  const between = await read<number[][]>(betweenSql, [units, items.map(({ id }) => id)]);
  if (!between) throw new Error(`no units of ${units} are loaded`);
  const open = [...items.keys()].filter((at) => !avoided.includes(items[at]!.id));
  const weights = items.map(({ population }) => (isPopulated ? population! : 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const there = {
    withinKm,
    weights,
    existingKm: items.map(({ nearest }) => nearest?.km ?? null),
    distancesKm: between.map((row) => open.map((at) => row[at]!)),
  };
  const after = start === "list" ? there : { ...there, existingKm: there.existingKm.map(() => null) };
  const { chosen, outcome, gap } =
    open.length === 0 ? NONE : await thread.solve({ ...after, goal, count, timeLimitS: TIME_LIMIT_S });
  const share = (problem: typeof there, some: readonly number[]) =>
    valueOf({ ...problem, goal: "cover" }, some) / whole;
  const meanKm = (problem: typeof there, some: readonly number[]) =>
    some.length === 0 && problem.existingKm.includes(null)
      ? null
      : valueOf({ ...problem, goal: "distance" }, some) / whole;
  return {
    ...asked,
    weightedBy,
    siting: {
      chosen: chosen.map((at) => {
        const { id, nameVi, nameEn } = items[open[at]!]!;
        return { id, nameVi, nameEn };
      }),
      candidates: open.length,
      avoided: [...avoided],
      share: { before: share(there, []), after: share(after, chosen) },
      meanKm: { before: meanKm(there, []), after: meanKm(after, chosen) },
      outcome,
      gap,
    },
  };
};

/** Where every commune is to be avoided. */
const NONE: Pick<Siting, "chosen" | "outcome" | "gap"> = { chosen: [], outcome: "optimal", gap: 0 };
