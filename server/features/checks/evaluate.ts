import type { Check } from "#contracts/checks.ts";
import { round, toNumber } from "#server/rational.ts";
import type { CheckInput, Computation, PrintedFigure, Rule } from "./check-input.ts";
import { verdictOf } from "./compute.ts";
import { compareText, computationsOf } from "./match.ts";
import { repairOf } from "./repair.ts";

/** Decimals of the bounds sent, beyond those of any printed value; rounded outward. */
const SENT_DECIMALS = 10;

/** Every check the rules find among the figures; those of `firstSource` lead, then newest first. */
export const evaluateChecks = (input: CheckInput, firstSource: string): Check[] => {
  const subjects = new Map(input.subjects.map((subject) => [subject.id, subject]));
  const subjectOf = (id: string) => subjects.get(id) ?? { id, nameVi: id, nameEn: id };
  const usable = input.figures.filter(isBound);
  const applied = input.rules.flatMap((rule) =>
    computationsOf(rule, usable, input).map((computation) => ({
      rule,
      computation,
      verdict: verdictOf(rule, computation),
    })),
  );
  // Printed in an equation that holds: to change such a figure would break that one.
  const vouchedFor = new Set(
    applied.flatMap(({ computation, verdict }) => (verdict === "agrees" ? figuresOf(computation) : [])),
  );
  const checks = applied.map(({ rule, computation, verdict }): Check => {
    const { figure } = computation.result;
    const { computed } = computation;
    const repair = verdict === "conflict" ? repairOf(rule, computation, vouchedFor) : null;
    return {
      id: [rule.id, figure.id, ...(isAmbiguous(rule) ? computation.inputs.map((used) => used.figure.id) : [])].join(
        "~",
      ),
      rule: rule.rule,
      subject: subjectOf(figure.subject),
      statementVi: rule.statementVi,
      statementEn: rule.statementEn,
      printed: figure,
      computed: {
        value: toNumber(round(computed.value, SENT_DECIMALS, "half")),
        low: toNumber(round(computed.low, SENT_DECIMALS, "down")),
        high: toNumber(round(computed.high, SENT_DECIMALS, "up")),
      },
      formula: computation.formula,
      inputs: computation.inputs.map((used) => used.figure),
      verdict,
      repair: repair && { ...repair, subject: subjectOf(repair.subject) },
    };
  });
  const isFirst = (check: Check) => check.printed.source?.id === firstSource;
  return checks.toSorted(
    (a, b) =>
      Number(isFirst(b)) - Number(isFirst(a)) ||
      compareText(b.printed.asOf, a.printed.asOf) ||
      compareText(a.printed.subject, b.printed.subject) ||
      compareText(a.id, b.id),
  );
};

/** “trên 2.284” and “gần 645” leave one side open, so nothing computed from them can disagree. */
const isBound = ({ figure }: PrintedFigure): boolean =>
  figure.value !== null && (figure.qualifier === "exact" || figure.qualifier === "about");

const isAmbiguous = ({ rule }: Rule): boolean => rule === "same" || rule === "growth" || rule === "growthPath";

const figuresOf = ({ result, inputs }: Computation): string[] => [result, ...inputs].map(({ figure }) => figure.id);
