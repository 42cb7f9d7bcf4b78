import { cpus, totalmem } from "node:os";
import { medianOf } from "../results.ts";

/** Medians of a round, in ms: pages over HTTP and by SQL all over the order, and over HTTP at its start and its end. */
export type Round = { readonly http: number; readonly sql: number; readonly first: number; readonly deep: number };

type Told = { readonly places: number; readonly page: number; readonly asked: number };

/** The outcome as Markdown. */
export const report = (rounds: readonly Round[], { places, page, asked }: Told): string => {
  const row = (
    name: string,
    floor: string,
    bar: number,
    of: (round: Round) => readonly [ours: number, floor: number],
  ) => {
    const ratios = rounds.map((round) => of(round)[0] / of(round)[1]);
    const ratio = medianOf(ratios);
    const ms = (at: 0 | 1) => medianOf(rounds.map((round) => of(round)[at])).toFixed(2);
    const range = `${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
    return `| ${name} | ${floor} | ${ms(1)} | ${ms(0)} | ${range} | ≤ ${bar} | ${ratio <= bar ? "yes" : "**no**"} |`;
  };
  return `# Pages of OGC API – Features

${places.toLocaleString("en")} places on PostgreSQL; pages of ${page} features as GeoJSON over HTTP, each asked for once, one after the other.
Medians of ${asked} pages in ms, medians of ${rounds.length} rounds.

| Case | Floor | Floor's median | Our median | Ours ÷ floor: median of rounds (min–max) | Bar | Met |
| --- | --- | --- | --- | --- | --- | --- |
${row("A page anywhere", "the same page by plain SQL (`floor.sql`), prepared", 1.3, ({ http, sql }) => [http, sql])}
${row("A page of the last tenth", "a page of the first twentieth", 1.2, ({ deep, first }) => [deep, first])}

${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.version}.
`;
};
