import {
  addDays,
  addMonths,
  daysBetween,
  daysWithin,
  earlier,
  isWeekend,
  later,
  unionOf,
  type Day,
} from "./calendar-day.ts";
import type { ClockLaw, ClockRule, ClockTopic, Extension, ForceMajeure } from "./legal-clock.ts";

type DaySpan = { readonly from: Day; readonly to: Day };

/** The rule of a topic in force on a day. */
export const ruleOn = ({ rules }: ClockLaw, topic: ClockTopic, day: Day): ClockRule | undefined =>
  rules.find((rule) => rule.topic === topic && rule.validFrom <= day && (rule.validTo === null || day <= rule.validTo));

/**
 * The last day of a term, put off to the next working day where a code on counting terms is in force (Bộ luật Dân sự
 * 2015, Điều 148 khoản 5). `isListed` is false where the holidays of that year are not known.
 */
export function moveToWorkingDay(
  law: ClockLaw,
  day: Day,
): { day: Day; rule: ClockRule | undefined; isListed: boolean } {
  const rule = ruleOn(law, "counting", day);
  const isListed = law.holidays.some(({ from }) => from.slice(0, 4) === day.slice(0, 4));
  if (!rule) return { day, rule, isListed };
  let last = day;
  while (isWeekend(last) || law.holidays.some(({ from, to }) => from <= last && last <= to)) last = addDays(last, 1);
  return { day: last, rule, isListed };
}

/** A term with its days of force majeure: each that falls in it puts its end off by one day. */
export type Term = { readonly end: Day; readonly suspendedDays: number };

/** `end` put off by the days of force majeure after `start`, among them those that fall in the time gained. */
export function putOff(start: Day, end: Day, forceMajeure: readonly DaySpan[]): Term {
  let suspendedDays = 0;
  for (;;) {
    const days = daysWithin(forceMajeure, start, addDays(end, suspendedDays));
    if (days === suspendedDays) return { end: addDays(end, days), suspendedDays };
    suspendedDays = days;
  }
}

/** Days of force majeure known on a day that a rule lets count, the rules, and whether a day had none. */
export function forceMajeureOf(law: ClockLaw, facts: readonly ForceMajeure[], asOf: Day) {
  const known = facts.map(({ from, to }) => ({ from, to: earlier(to ?? asOf, asOf) }));
  const rules = law.rules.filter(({ topic }) => topic === "forceMajeure");
  const covered = (span: DaySpan): (DaySpan & { ruleId: string })[] =>
    rules.flatMap((rule) => {
      const from = later(span.from, rule.validFrom);
      const to = earlier(span.to, rule.validTo ?? span.to);
      return from <= to ? [{ from, to, ruleId: rule.id }] : [];
    });
  const parts = known.flatMap(covered);
  const union = unionOf(parts);
  const lengthOf = (spans: readonly DaySpan[]) =>
    spans.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0);
  return { union, parts, isAllCovered: lengthOf(union) === lengthOf(unionOf(known)) };
}

export type Extended = {
  /** Last day of those that have begun, or follow on without a gap. */
  readonly end: Day;
  /** Days of force majeure that put it off. */
  readonly suspendedDays: number;
  readonly used: readonly Extension[];
  readonly rules: readonly ClockRule[];
  /** The longest the law allows, where a granted extension goes beyond it. */
  readonly cappedAt: Day | null;
};

/** The longest day that extensions may reach, without force majeure; null where the law sets no number of months. */
function limitOf(
  law: ClockLaw,
  rule: ClockRule,
  termEnd: Day,
  first: Extension,
): { limit: Day | null; rules: ClockRule[] } {
  if (rule.months === null) return { limit: null, rules: [rule] };
  if (rule.countsFrom === "grantingDecision") {
    return { limit: addMonths(addDays(first.from, -1), rule.months), rules: [rule] };
  }
  const transition = ruleOn(law, "extensionTransition", first.from);
  if (transition && addDays(termEnd, 1) < transition.validFrom) {
    return { limit: addMonths(addDays(transition.validFrom, -1), rule.months), rules: [rule, transition] };
  }
  return { limit: addMonths(termEnd, rule.months), rules: [rule] };
}

/** What the extensions known on a day add to a term that ends on `termEnd`; null where there is none. */
export function extend(
  law: ClockLaw,
  granted: readonly Extension[],
  forceMajeure: readonly DaySpan[],
  termEnd: Day,
  asOf: Day,
): Extended | null {
  const known = granted
    .filter(({ from, decidedOn }) => (decidedOn ?? from) <= asOf)
    .toSorted((a, b) => (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1));
  const [first] = known;
  const rule = first && ruleOn(law, "extension", first.decidedOn ?? first.from);
  if (!first || !rule) return null;
  const { limit, rules } = limitOf(law, rule, termEnd, first);
  let [end, suspendedDays, cappedAt] = [termEnd, 0, null as Day | null];
  /** Extensions without a gap, as one: force majeure since its first day puts off the last day granted. */
  let chain: { start: Day; granted: Day; end: Day } | null = null;
  const used: Extension[] = [];
  for (const extension of known) {
    if (extension.from > addDays(end, 1) && extension.from > asOf) continue;
    if (limit !== null && extension.to > limit) cappedAt = limit;
    const own = limit === null ? extension.to : earlier(extension.to, limit);
    const goesOn: boolean = chain !== null && extension.from <= addDays(chain.end, 1);
    const start: Day = chain !== null && goesOn ? chain.start : addDays(extension.from, -1);
    const granted: Day = chain !== null && goesOn ? later(chain.granted, own) : own;
    const term = putOff(start, granted, forceMajeure);
    chain = { start, granted, end: term.end };
    if (term.end <= end) continue;
    [end, suspendedDays] = [term.end, term.suspendedDays];
    used.push(extension);
  }
  return { end, suspendedDays, used, rules, cappedAt };
}
