import { medianOf } from "../results.ts";

/** An address: made anew, and asked again at once. */
export type Timed = { readonly madeMs: number[]; readonly keptMs: number[] };

type Machine = { readonly node: string; readonly processors: number; readonly memoryGb: number };

const BAR_MS = 100;

/** What nine in ten are below. */
const ninthTenth = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.9)] ?? Number.NaN;

/** The outcome as Markdown. */
export const report = (results: ReadonlyMap<string, Timed>, { node, processors, memoryGb }: Machine): string => {
  const lines = [...results].map(([path, { madeMs, keptMs }]) => {
    const made = medianOf(madeMs);
    const cells = [
      `\`${path}\``,
      (madeMs[0] ?? Number.NaN).toFixed(0),
      made.toFixed(0),
      ninthTenth(madeMs).toFixed(0),
      medianOf(keptMs).toFixed(1),
      (made / medianOf(keptMs)).toFixed(1),
      made < BAR_MS ? "yes" : "**no**",
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return `# Answers of the API

On the embedded database, each address with another \`knownOn\` each time, so that nothing kept answers; “kept” is the same address
asked again at once. Milliseconds over ${results.values().next().value?.madeMs.length ?? 0} rounds; met: a median under ${BAR_MS} ms.

| Address | First | Median | Nine in ten under | Kept | Made ÷ kept | Met |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}

${processors} processors, ${memoryGb} GB; Node ${node}.
`;
};
