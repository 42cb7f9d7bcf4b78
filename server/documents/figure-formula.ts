import type { Figure } from "#contracts/figures.ts";

const NAME = /(?:([a-z0-9-]+)\.)?\b([a-z][a-zA-Z0-9]*)\b/g;
/** What is left of a formula that a sheet can calculate, once its names are cells. */
const ARITHMETIC = /^[A-Z0-9 ()+*/-]+$/;

/**
 * How a derived figure follows from its inputs, as a formula of a sheet; null where the figure is no arithmetic of them (a count
 * of what a source names). `cellOf` gives the cell of an input.
 * `occupancyShare × leasableHa` of two inputs is `D7*D12`; the same metric named twice means the inputs in their order.
 */
export const formulaOf = (
  { formula, inputs }: Pick<Figure, "formula" | "inputs">,
  figureOf: (id: string) => Figure | undefined,
  cellOf: (id: string) => string | undefined,
): string | null => {
  if (formula === null) return null;
  const unused = inputs.flatMap((id) => figureOf(id) ?? []);
  let isWhole = unused.length === inputs.length;
  const cells = formula.replaceAll(NAME, (_, subject: string | undefined, metric: string) => {
    const at = unused.findIndex(
      (input) => input.metric === metric && (subject === undefined || input.subject === subject),
    );
    const [input] = at < 0 ? [] : unused.splice(at, 1);
    const cell = input && cellOf(input.id);
    isWhole &&= cell !== undefined;
    return cell ?? "";
  });
  const sums = cells.replaceAll("×", "*").replaceAll("−", "-");
  return isWhole && unused.length === 0 && ARITHMETIC.test(sums) ? sums.replaceAll(" ", "") : null;
};
