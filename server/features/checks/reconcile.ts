import type { Reconciliation } from "#contracts/checks.ts";
import type { Figure } from "#contracts/figures.ts";
import { add, compare, integer, rational, subtract, toNumber } from "#server/rational.ts";

type Named = Reconciliation["missing"][number];
/** A control total with what it is a total of: `members` of a list, of one market class where given, or other totals. */
export type ControlTotal = Pick<
  Reconciliation,
  "id" | "rule" | "planVersion" | "statementVi" | "statementEn" | "printed" | "reasonVi" | "reasonEn"
> & {
  readonly source: string | null;
  readonly metric: string | null;
  readonly marketClass: number | null;
  readonly members: readonly Named[];
  readonly operands: readonly Figure[];
};

const ZERO = integer(0n);

/** Counts or adds up every control total, in exact decimals. */
export const reconcile = (totals: readonly ControlTotal[], figures: readonly Figure[]): Reconciliation[] => {
  const figureInList = finder(figures);
  return totals.map((total): Reconciliation => {
    const { id, rule, planVersion, statementVi, statementEn, printed, reasonVi, reasonEn, operands } = total;
    const members = total.members.filter(
      (member) => total.marketClass === null || figureInList(member, "marketClass", total)?.value === total.marketClass,
    );
    const isCount = rule === "countOfList";
    const ofMembers = isCount ? [] : members.map((site) => ({ site, figure: figureInList(site, total.metric, total) }));
    const inputs = isCount ? [] : [...operands, ...ofMembers.flatMap(({ figure }) => figure ?? [])];
    const missing = ofMembers.flatMap(({ site, figure }) => (figure ? [] : [site]));
    const found = isCount
      ? integer(BigInt(members.length))
      : inputs.reduce((sum, { value }) => add(sum, rational(value ?? 0)), ZERO);
    const shortfall = subtract(rational(printed.value ?? 0), found);
    const isListKnown = isCount ? compare(shortfall, ZERO) <= 0 : missing.length === 0 && inputs.length > 0;
    return {
      id,
      rule,
      planVersion,
      statementVi,
      statementEn,
      printed,
      inputs,
      missing,
      reasonVi,
      reasonEn,
      counted: isCount ? members : null,
      found: toNumber(found),
      shortfall: toNumber(shortfall),
      verdict: compare(shortfall, ZERO) === 0 ? "agrees" : isListKnown ? "conflict" : "shortfall",
    };
  });
};

/**
 * The figure that a list gives for one of its sites: of the list's own source, and of its date or else the newest. One of
 * another source would make the sum one that nobody published.
 */
const finder = (figures: readonly Figure[]) => {
  const key = (subject: string, metric: string | null, source: string | null | undefined) =>
    `${subject} ${metric} ${source}`;
  const bySite = new Map<string, Figure[]>();
  for (const figure of figures) {
    const place = key(figure.subject, figure.metric, figure.source?.id);
    bySite.set(place, [...(bySite.get(place) ?? []), figure]);
  }
  return (site: Named, metric: string | null, { source, planVersion }: ControlTotal): Figure | undefined => {
    const found = bySite.get(key(site.id, metric, source)) ?? [];
    const newest = found.toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1))[0];
    return found.find(({ asOf }) => asOf === planVersion?.asOf) ?? newest;
  };
};
