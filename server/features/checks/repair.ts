import type { Misprint, Repair } from "#contracts/checks.ts";
import { formatPrinted } from "#server/printed-digits.ts";
import { type Rational, integer, multiply, rational, round, toNumber } from "#server/rational.ts";
import type { Computation, PrintedFigure, Rule } from "./check-input.ts";
import { apply, isPrintedAs } from "./compute.ts";
import { misreadings, type Digits } from "./misprints.ts";

/** A digit of some figure, undone, and with it the equation holds. */
type Fit = {
  readonly printed: PrintedFigure;
  readonly kind: Misprint;
  readonly digits: Digits;
  readonly tried: number;
};

/** An equation as it is tried with thousands of other digits: what it was printed with is read once. */
type Equation = {
  readonly rule: Rule;
  readonly computation: Computation;
  readonly result: Rational;
  readonly values: readonly Rational[];
};

/** Neighbours are counted no further: so wide a fit is chance. */
const MOST_NEIGHBOURS = 500;
/** How many chance hits are too many: with one in two, a proposal would be a coin toss. */
const MOST_CHANCE_HITS = 0.5;

/**
 * The one misprint that would explain a conflict, or null. Proposed only if it is the only one of all kinds over all figures of
 * the equation, makes the computed value print as the result does, touches no figure that another equation vouches for, and
 * is more than chance: a ratio that is off by a hair fits many last digits, and none of them says anything.
 */
export const repairOf = (
  rule: Rule,
  computation: Computation,
  vouchedFor: ReadonlySet<string>,
): (Omit<Repair, "subject"> & { readonly subject: string }) | null => {
  const { result, inputs } = computation;
  const equation: Equation = {
    rule,
    computation,
    result: rational(result.figure.value ?? 0),
    values: inputs.map((input) => rational(input.figure.value ?? 0)),
  };
  const fits = [result, ...inputs]
    .filter(({ figure }) => !vouchedFor.has(figure.id))
    .flatMap((printed): Fit[] => {
      const readings = misreadings(digitsOf(printed), printed.isInteger);
      return readings
        .filter(({ digits }) => isFitting(equation, printed, digits))
        .map(({ kind, digits }) => ({
          printed,
          kind,
          digits,
          tried: readings.filter((other) => other.kind === kind).length,
        }));
    });
  const [only] = fits;
  if (!only || fits.length > 1 || chanceHits(equation, only) > MOST_CHANCE_HITS) return null;
  const { figure, language } = only.printed;
  return {
    figureId: figure.id,
    subject: figure.subject,
    kind: only.kind,
    printed: figure.printed ?? formatPrinted(digitsOf(only.printed), language),
    proposed: formatPrinted(only.digits, language),
    value: toNumber(readValue(only.digits, only.printed)),
    decimals: only.digits.scale,
    ...STATEMENTS[only.kind],
  };
};

const STATEMENTS: Readonly<Record<Misprint, Pick<Repair, "statementVi" | "statementEn">>> = {
  missingDigit: {
    statementVi: "Có thể thiếu một chữ số khi in; thêm vào thì phép tính khớp.",
    statementEn: "A digit may have been dropped in print; with it the arithmetic holds.",
  },
  extraDigit: {
    statementVi: "Có thể in thừa một chữ số; bỏ đi thì phép tính khớp.",
    statementEn: "A digit too many may have been printed; without it the arithmetic holds.",
  },
  transposedDigits: {
    statementVi: "Có thể hai chữ số đứng cạnh nhau bị đảo chỗ; đổi lại thì phép tính khớp.",
    statementEn: "Two neighbouring digits may have changed places; put back, the arithmetic holds.",
  },
  wrongDigit: {
    statementVi: "Có thể in sai một chữ số; thay chữ số ấy thì phép tính khớp.",
    statementEn: "One digit may be misprinted; with another the arithmetic holds.",
  },
  separator: {
    statementVi: "Có thể nhầm dấu thập phân với dấu hàng nghìn, hoặc đặt sai chỗ; đặt lại thì phép tính khớp.",
    statementEn: "Decimal and thousands separator may be confused or misplaced; corrected, the arithmetic holds.",
  },
};

/** A figure as printed: shares times 100. */
const digitsOf = ({ figure, printedFactor }: PrintedFigure): Digits => {
  const scale = figure.decimals ?? 0;
  const { n } = round(multiply(rational(figure.value ?? 0), rational(printedFactor * 10 ** scale)), 0, "half");
  return { units: n, scale };
};

const readValue = ({ units, scale }: Digits, { printedFactor }: PrintedFigure): Rational => {
  const divisor = 10n ** BigInt(scale) * BigInt(printedFactor);
  return multiply(integer(units), { n: 1n, d: divisor });
};

const isFitting = ({ rule, computation, ...printed }: Equation, changed: PrintedFigure, digits: Digits): boolean => {
  const { result, inputs, computed } = computation;
  const read = readValue(digits, changed);
  // The result is what is compared with, not computed from.
  if (result === changed) return isPrintedAs(computed.value, read, digits.scale, result.printedFactor);
  const values = printed.values.map((value, index) => (inputs[index] === changed ? read : value));
  return isPrintedAs(apply(rule, inputs, values), printed.result, result.figure.decimals ?? 0, result.printedFactor);
};

/**
 * How many repairs of this kind would fit this figure by chance alone: those tried, times the width of what fits, over the
 * distance they are spread across.
 */
const chanceHits = (equation: Equation, { printed, digits, tried }: Fit): number => {
  const from = digitsOf(printed);
  const scale = Math.max(from.scale, digits.scale);
  const unitsOf = (of: Digits): number => Number(of.units * 10n ** BigInt(scale - of.scale));
  const width = widthOfFit(equation, printed, digits) * 10 ** (scale - digits.scale);
  return (tried * width) / Math.abs(unitsOf(digits) - unitsOf(from));
};

/** Neighbouring values of a repaired figure, in units of its last digit, that fit as well. */
const widthOfFit = (equation: Equation, printed: PrintedFigure, digits: Digits): number => {
  const reach = (direction: 1n | -1n): number => {
    let count = 0;
    while (
      count < MOST_NEIGHBOURS &&
      isFitting(equation, printed, { ...digits, units: digits.units + direction * BigInt(count + 1) })
    )
      count += 1;
    return count;
  };
  return 1 + reach(1n) + reach(-1n);
};
