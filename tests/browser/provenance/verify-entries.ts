import { METRICS, UNITS, type Unit } from "#contracts/metrics.ts";
import type { Language } from "#contracts/units.ts";
import type { MarkKind, Utterance } from "./read-page.ts";
import { isSpelling, numbersIn, saysDay, wholeNumbersIn, withoutDay } from "./spelling.ts";
import type { Place } from "./verify.ts";

type EntryKind = Extract<
  MarkKind,
  "day" | "change" | "target-year" | "metric" | "bounds" | "found" | "repair" | "stage"
>;

/** Why the digits told about dates, targets, control totals, repairs and lists are not what the API says of them. */
export const faultOfEntry = (kind: EntryKind, of: string, say: Utterance, place: Place): Promise<string | null> =>
  FAULT_OF[kind](of, say, place);

const FAULT_OF: Readonly<Record<EntryKind, (of: string, say: Utterance, place: Place) => Promise<string | null>>> = {
  /** A day that can be chosen: one that has data, or the one the address names. */
  async day(of, { text }, { knowledge, language, url }) {
    const days = (await knowledge.dates()).map(({ date }) => date);
    const day = of === "newest" ? days.at(-1) : of;
    if (day === undefined || !(days.includes(day) || url.searchParams.get("asOf") === day))
      return `no data are of ${of}`;
    return saysDay(text, day, language) ? null : `not the day ${day}`;
  },

  /** Date, figures of that date, names of subjects with most of them, how many others. */
  async change(of, { text }, { knowledge, language }) {
    const change = (await knowledge.dates()).find(({ date }) => date === of);
    const undated = change && withoutDay(text, of, language);
    if (!change || undated === undefined || undated === null) return `not what changed on ${of}`;
    const names = change.subjects.map(({ nameVi, nameEn }) => (language === "vi" ? nameVi : nameEn)).join("; ");
    const rest = change.subjectCount - change.subjects.length;
    const said = wholeNumbersIn(undated.replace(names, ""), language);
    const isSaid = undated.includes(names) && isSame(said, [change.figures, ...(rest > 0 ? [rest] : [])]);
    return isSaid ? null : `on ${of} ${change.figures} figures of ${names} and ${rest} others changed`;
  },

  async "target-year"(of, { text }, { knowledge }) {
    const target = (await knowledge.targets()).find(({ id }) => id === of);
    const path = target?.path.map(({ year }) => year) ?? [];
    const years = [target?.year, ...path, (path[0] ?? Number.NaN) - 1];
    const [said, ...more] = numbersIn(text);
    return more.length === 0 && years.includes(Number(said)) ? null : `not a year of ${of}`;
  },

  /** The label may say less than the metric's name, but no other number. */
  async metric(of, { text }, { language }) {
    const name = Object.hasOwn(METRICS, of) ? METRICS[of as keyof typeof METRICS][language] : "";
    return isSame(numbersIn(text), numbersIn(name)) ? null : `not the metric ${of}`;
  },

  async bounds(of, { text, hasLink }, { knowledge, language }) {
    const figure = await knowledge.figure(of);
    if (figure?.low == null || figure.high === null) return `${of} has no bounds`;
    if (!hasLink) return `nothing on the page opens ${of}`;
    const { unit, decimals } = figure;
    return saysAll(text, [figure.low, figure.high], unit, decimals ?? 2, language) ? null : `not the bounds of ${of}`;
  },

  async found(of, { text }, { knowledge, language }) {
    const total = (await knowledge.reconciliations()).find(({ id }) => id === of);
    if (!total) return `there is no total ${of}`;
    const { unit, decimals } = total.printed;
    return saysAll(text, [total.found], unit, decimals ?? 2, language) ? null : `for ${of} ${total.found} was found`;
  },

  async repair(of, { text }, { knowledge, language }) {
    const check = (await knowledge.checks()).find(({ id }) => id === of);
    const figure = check && [check.printed, ...check.inputs].find(({ id }) => id === check.repair?.figureId);
    if (!check?.repair || !figure) return `${of} has no repair`;
    const { value, decimals } = check.repair;
    return saysAll(text, [value], figure.unit, decimals, language) ? null : `${of} proposes ${value}`;
  },

  async stage(of, { text }, { knowledge }) {
    const [versionId, siteId] = of.split(" ");
    const version = (await knowledge.planVersions()).find(({ id }) => id === versionId);
    const stage = version?.members.find(({ id }) => id === siteId)?.stage ?? null;
    return stage !== null && isSame(numbersIn(text), numbersIn(stage)) ? null : `not the stage of ${of}: ${stage}`;
  },
};

const isSame = (said: readonly unknown[], meant: readonly unknown[]): boolean =>
  said.length === meant.length && said.every((one, index) => one === meant[index]);

const saysAll = (
  text: string,
  values: readonly number[],
  unit: Unit,
  decimals: number,
  language: Language,
): boolean => {
  const tokens = numbersIn(text);
  return (
    tokens.length === values.length &&
    values.every((value, index) => isSpelling(tokens[index], value * UNITS[unit].printedFactor, language, decimals))
  );
};
