import type { Reconciliation } from "#contracts/checks.ts";
import type { Figure } from "#contracts/figures.ts";
import { add, compare, integer, rational, subtract, toNumber } from "#server/rational.ts";

/** A control total with what its list holds: `members` of a list, `operands` of a total of totals. */
export type ControlTotal = Pick<
  Reconciliation,
  "id" | "rule" | "planVersion" | "statementVi" | "statementEn" | "printed" | "reasonVi" | "reasonEn"
> & {
  readonly members: readonly { readonly site: Named; readonly figure: Figure | null }[];
  readonly operands: readonly Figure[];
};
type Named = Reconciliation["missing"][number];

const ZERO = integer(0n);

/** Counts or adds up every control total, in exact decimals. */
export const reconcile = (totals: readonly ControlTotal[]): Reconciliation[] =>
  totals.map(({ members, operands, ...total }) => {
    const isCount = total.rule === "countOfList";
    const inputs = isCount ? [] : [...operands, ...members.flatMap(({ figure }) => figure ?? [])];
    const missing = isCount ? [] : members.filter(({ figure }) => figure === null).map(({ site }) => site);
    const found = isCount
      ? integer(BigInt(members.length))
      : inputs.reduce((sum, { value }) => add(sum, rational(value ?? 0)), ZERO);
    const shortfall = subtract(rational(total.printed.value ?? 0), found);
    const isListKnown = isCount ? compare(shortfall, ZERO) <= 0 : missing.length === 0 && inputs.length > 0;
    return {
      ...total,
      found: toNumber(found),
      counted: isCount ? members.map(({ site }) => site) : null,
      inputs,
      missing,
      shortfall: toNumber(shortfall),
      verdict: compare(shortfall, ZERO) === 0 ? "agrees" : isListKnown ? "conflict" : "shortfall",
    };
  });
