import type { CheckInput, Computation, PrintedFigure, Rule } from "./check-input.ts";
import { compute, intervalOf, overlap } from "./compute.ts";

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every application of a rule to the figures: its printed result with the operands it is compared with. */
export const computationsOf = (rule: Rule, figures: readonly PrintedFigure[], input: CheckInput): Computation[] => {
  switch (rule.rule) {
    case "same":
      return differingPrints(rule, figures);
    case "parts":
      return partsOfWholes(rule, figures, input.parts);
    case "listTotal":
      return totalsOfLists(rule, figures, input.lists);
    default:
      return byOperands(rule, figures);
  }
};

/** ratio, sum, growth, growthPath: every combination of operands of one subject and source, and of one date but for paths. */
const byOperands = (rule: Rule, figures: readonly PrintedFigure[]): Computation[] =>
  figures
    .filter(({ figure }) => figure.metric === rule.resultMetric && figure.target === null)
    .flatMap((result) => {
      const beside = figures.filter(
        ({ figure }) =>
          figure.target === null &&
          figure.subject === result.figure.subject &&
          figure.source?.id === result.figure.source?.id &&
          (rule.rule === "growthPath" || figure.asOf === result.figure.asOf),
      );
      const choices = rule.operandMetrics.map((metric) => {
        const found = beside.filter(({ figure }) => figure.metric === metric);
        const newest = found.reduce((date, { figure }) => (figure.asOf > date ? figure.asOf : date), "");
        return found.filter(({ figure }) => figure.asOf === newest);
      });
      return combinations(choices).flatMap((inputs) => {
        const computed = compute(rule, inputs);
        return computed ? [{ result, inputs, ...computed }] : [];
      });
    });

const combinations = <T>(choices: readonly (readonly T[])[]): T[][] =>
  choices.reduce<T[][]>((made, choice) => made.flatMap((before) => choice.map((item) => [...before, item])), [[]]);

const partsOfWholes = (rule: Rule, figures: readonly PrintedFigure[], wholes: CheckInput["parts"]): Computation[] => {
  const ofMetric = figures.filter(({ figure }) => figure.metric === rule.resultMetric && figure.target === null);
  return ofMetric.flatMap((result) => {
    const parts = wholes.find(({ whole }) => whole === result.figure.subject)?.parts ?? [];
    const inputs = parts.flatMap((part) =>
      ofMetric.filter(
        ({ figure }) =>
          figure.subject === part &&
          figure.asOf === result.figure.asOf &&
          figure.source?.id === result.figure.source?.id,
      ),
    );
    if (parts.length === 0 || inputs.length !== parts.length) return [];
    const computed = compute(rule, inputs);
    return computed ? [{ result, inputs, ...computed }] : [];
  });
};

/** The printed total of a list against its sites, where the same source prints the metric for every one of them. */
const totalsOfLists = (rule: Rule, figures: readonly PrintedFigure[], lists: CheckInput["lists"]): Computation[] =>
  lists.flatMap(({ figures: totals, members }) =>
    figures
      .filter(({ figure }) => figure.metric === rule.resultMetric && totals.includes(figure.id))
      .flatMap((result) => {
        const inputs = members.flatMap((member) =>
          figures.filter(
            ({ figure }) =>
              figure.subject === member &&
              figure.metric === rule.operandMetrics[0] &&
              figure.target === null &&
              figure.asOf === result.figure.asOf &&
              figure.source?.id === result.figure.source?.id,
          ),
        );
        const computed = inputs.length === members.length ? compute(rule, inputs) : undefined;
        return computed ? [{ result, inputs, ...computed }] : [];
      }),
  );

/** Pairs of prints of one thing that no rounding reconciles: the newest against each other one. */
const differingPrints = (rule: Rule, figures: readonly PrintedFigure[]): Computation[] => {
  const sameThing = new Map<string, PrintedFigure[]>();
  for (const printed of figures) {
    const { figure } = printed;
    if (figure.metric !== rule.resultMetric) continue;
    const key = [
      figure.subject,
      figure.target?.id,
      ...(rule.scope === "source" ? [figure.source?.id, figure.period] : []),
    ].join(" ");
    sameThing.set(key, [...(sameThing.get(key) ?? []), printed]);
  }
  return [...sameThing.values()].flatMap((prints) => {
    const [newest, ...others] = prints.toSorted(
      (a, b) => compareText(b.figure.asOf, a.figure.asOf) || compareText(a.figure.id, b.figure.id),
    );
    if (!newest) return [];
    return others
      .filter((other) => rule.scope === "source" || other.figure.source?.id !== newest.figure.source?.id)
      .filter((other) => !overlap(intervalOf(newest), intervalOf(other)))
      .map((other) => ({ result: newest, inputs: [other], computed: intervalOf(other), formula: rule.resultMetric }));
  });
};
