/** How a market is built, as its register says: *kiên cố*, *bán kiên cố*, *chợ tạm*. */
export const STRUCTURES = ["solid", "semiSolid", "temporary"] as const;
export type Structure = (typeof STRUCTURES)[number];

/** A rule of one class, in force from `validFrom` to `validTo` (its last day; null: still). Points are inclusive. */
export type ClassRule = {
  readonly marketClass: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly pointsFrom: number | null;
  readonly pointsTo: number | null;
  readonly structures: readonly Structure[];
  /** Built like this a market is of the class, whatever its points. */
  readonly structuresAlone: readonly Structure[];
};

export const rulesOn = <R extends ClassRule>(rules: readonly R[], day: string): readonly R[] =>
  rules.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo));

const holds = (rule: ClassRule, points: number, structure: Structure): boolean =>
  rule.structuresAlone.includes(structure) ||
  (rule.structures.includes(structure) &&
    points >= (rule.pointsFrom ?? 0) &&
    points <= (rule.pointsTo ?? Number.POSITIVE_INFINITY));

/**
 * The class that business points and building come to by rules of one day; what else a decree asks for (a plan, parking, services)
 * no register tells. Null where either is unknown, or where not exactly one rule holds: the decrees leave gaps.
 */
export const classByRules = (
  rules: readonly ClassRule[],
  points: number | null,
  structure: Structure | null,
): number | null => {
  if (points === null || structure === null) return null;
  const classes = [...new Set(rules.filter((rule) => holds(rule, points, structure)).map((rule) => rule.marketClass))];
  return classes.length === 1 ? classes[0]! : null;
};

/** The best class that so many points alone allow, by rules of one day; null where none does. */
export const classByPoints = (rules: readonly ClassRule[], points: number | null): number | null => {
  if (points === null) return null;
  const allowed = rules
    .filter((rule) => points >= (rule.pointsFrom ?? 0) && points <= (rule.pointsTo ?? Number.POSITIVE_INFINITY))
    .map((rule) => rule.marketClass);
  return allowed.length > 0 ? Math.min(...allowed) : null;
};

/** Who runs a market. `private`: a firm, co-operative or person, not told which. */
export const OPERATOR_KINDS = ["firm", "cooperative", "private", "commune", "publicUnit"] as const;
export type OperatorKind = (typeof OPERATOR_KINDS)[number];

const OPERATORS: readonly (readonly [RegExp, OperatorKind])[] = [
  [/^(?:DNTN|Doanh nghiệp|Công ty|Cty)(?:\s|$)/iu, "firm"],
  [/^(?:HTX|Hợp tác xã|Liên hiệp HTX)(?:\s|$)/iu, "cooperative"],
  [/^UBND(?:\s|$)/iu, "commune"],
  [/^(?:ĐVSN|Đơn vị sự nghiệp|Ban quản lý|BQL)(?:\s|$)/iu, "publicUnit"],
];

/** By the words that a Vietnamese register begins an operator's name with; null: they do not tell. */
export const operatorKindOf = (operatorVi: string): OperatorKind | null =>
  OPERATORS.find(([pattern]) => pattern.test(operatorVi.trim()))?.[1] ?? null;

const STRUCTURE_WORDS: Readonly<Record<string, Structure>> = {
  "kiên cố": "solid",
  "bán kiên cố": "semiSolid",
  "chợ tạm": "temporary",
};
/** By what a Vietnamese register prints; null: another word. */
export const structureOf = (printedVi: string): Structure | null =>
  STRUCTURE_WORDS[printedVi.trim().toLocaleLowerCase("vi")] ?? null;
