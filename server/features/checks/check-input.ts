import type { Check } from "#contracts/checks.ts";
import type { Figure } from "#contracts/figures.ts";
import type { Language } from "#contracts/units.ts";
import type { Rational } from "#server/rational.ts";

export type Rule = {
  readonly id: string;
  readonly rule: Check["rule"];
  readonly resultMetric: string;
  readonly operandMetrics: readonly string[];
  readonly years: number | null;
  readonly scope: "source" | "subject" | null;
  readonly statementVi: string;
  readonly statementEn: string;
};
/** A printed figure with what its metric says: whole numbers are exact, shares are printed times 100. */
export type PrintedFigure = {
  readonly figure: Figure;
  readonly isInteger: boolean;
  readonly printedFactor: number;
  readonly language: Language;
};
export type CheckInput = {
  readonly rules: readonly Rule[];
  readonly figures: readonly PrintedFigure[];
  readonly subjects: readonly Check["subject"][];
  readonly parts: readonly { readonly whole: string; readonly parts: readonly string[] }[];
  /** Dated lists of sites with the ids of their printed totals. */
  readonly lists: readonly { readonly figures: readonly string[]; readonly members: readonly string[] }[];
};

/** What a printed value may stand for, closed on both sides. */
export type Interval = { readonly low: Rational; readonly value: Rational; readonly high: Rational };
export type Computation = {
  readonly result: PrintedFigure;
  readonly inputs: readonly PrintedFigure[];
  readonly computed: Interval;
  readonly formula: string;
};
