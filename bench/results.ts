/** From what was measured in each round to a table. */

export type Bar = {
  /** What is held against the bar: ours divided by the floor, or ours alone. */
  readonly of: "ratio" | "ours";
  readonly is: "≥" | "≤";
  readonly value: number;
};

export type Case = {
  readonly name: string;
  readonly floor: string;
  /** Of what is measured: `req/s`, `ms`. */
  readonly unit: string;
  /** Null where there is nothing to meet. */
  readonly bar: Bar | null;
  readonly measureFloor: () => Promise<number>;
  readonly measureOurs: () => Promise<number>;
};

export type Measured = { readonly floor: number; readonly ours: number };
export type CaseResult = { readonly case: Case; readonly rounds: readonly Measured[] };
/** Measured once. */
export type Finding = {
  readonly name: string;
  readonly value: string;
  readonly bar: string;
  readonly isMet: boolean | null;
};

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [upper = Number.NaN, lower = Number.NaN] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
};

export const isMet = ({ case: { bar }, rounds }: CaseResult): boolean | null => {
  if (!bar) return null;
  const value = medianOf(rounds.map(({ floor, ours }) => (bar.of === "ratio" ? ours / floor : ours)));
  return bar.is === "≥" ? value >= bar.value : value <= bar.value;
};

const figure = (value: number): string => {
  if (value >= 1_000) return Math.round(value).toLocaleString("en");
  return value.toPrecision(3);
};
const word = (met: boolean | null): string => (met === null ? "–" : met ? "yes" : "**no**");

const barOf = ({ bar, unit }: Case): string => {
  if (!bar) return "–";
  return bar.of === "ratio" ? `${bar.is} ${bar.value} ×` : `${bar.is} ${bar.value} ${unit}`;
};

const row = (result: CaseResult): string => {
  const { case: measured, rounds } = result;
  const ratios = rounds.map(({ floor, ours }) => ours / floor);
  const [floor, ours] = [medianOf(rounds.map((round) => round.floor)), medianOf(rounds.map((round) => round.ours))];
  const range = `${medianOf(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
  const cells = [
    measured.name,
    measured.floor,
    measured.unit,
    figure(floor),
    figure(ours),
    range,
    barOf(measured),
    word(isMet(result)),
  ];
  return `| ${cells.join(" | ")} |`;
};

export const caseTable = (results: readonly CaseResult[]): string =>
  [
    "| Case | Floor | Unit | Floor's median | Our median | Ours ÷ floor: median of rounds (min–max) | Bar | Met |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...results.map(row),
  ].join("\n");

export const findingTable = (findings: readonly Finding[]): string =>
  [
    "| Finding | Value | Bar | Met |",
    "| --- | --- | --- | --- |",
    ...findings.map((finding) => `| ${finding.name} | ${finding.value} | ${finding.bar} | ${word(finding.isMet)} |`),
  ].join("\n");
