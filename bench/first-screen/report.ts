import { medianOf } from "../results.ts";
import type { Visit } from "./visits.ts";

/** One visit of each page, right after another. */
export type Round = { readonly ours: Visit; readonly bare: Visit };

type Machine = {
  readonly chromium: string;
  readonly node: string;
  readonly processors: number;
  readonly memoryGb: number;
};

const BAR = 1.3;

const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);
/** Median (least–most). */
const spread = (numbers: readonly number[], decimals: number): string => {
  const inOrder = sorted(numbers).map((number) => number.toFixed(decimals));
  return `${medianOf(numbers).toFixed(decimals)} (${inOrder[0]}–${inOrder.at(-1)})`;
};

/** The outcome as Markdown; the ratio is the median of the rounds' own ratios. */
export const report = (rounds: readonly Round[], { chromium, node, processors, memoryGb }: Machine): string => {
  const times = (page: keyof Round) => rounds.map((round) => round[page].firstDataMs);
  const kilobytes = (page: keyof Round) => medianOf(rounds.map((round) => round[page].bytes)) / 1000;
  const ratios = rounds.map(({ ours, bare }) => ours.firstDataMs / bare.firstDataMs);
  const isMet = medianOf(ratios) <= BAR;
  return `# First screen

From the start of the navigation to the first frame with symbols of sites, 1440 × 900, empty cache; our page at \`/\` beside a
page with nothing but MapLibre and the same style, layers, place and size. ${rounds.length} rounds by turns after one visit of each;
median (least–most).

| | Ours | Bare page | Ratio | Bar | Met |
| --- | --- | --- | --- | --- | --- |
| First data on the map, ms | ${spread(times("ours"), 0)} | ${spread(times("bare"), 0)} | ${spread(ratios, 2)} | ≤ ${BAR} | ${isMet ? "yes" : "**no**"} |
| Sent until then, kB | ${kilobytes("ours").toFixed(0)} | ${kilobytes("bare").toFixed(0)} | | | |

${processors} processors, ${memoryGb} GB; Chromium ${chromium} (WebGL without a graphics card), Node ${node}.
`;
};
