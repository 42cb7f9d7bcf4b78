import type { Figure } from "#contracts/figures.ts";
import { METRICS, type MetricId } from "#contracts/metrics.ts";
import type { Sentence, SentencePart } from "#contracts/reports.ts";
import type { Language } from "#contracts/units.ts";
import type { SentencePlan, Words } from "./sentences.ts";
import type { Named, Situation } from "./situation.ts";

const PLACE = /\{([a-zA-Z0-9]+)(:name)?\}/g;
const LANGUAGES: readonly Language[] = ["vi", "en"];

const isMetric = (name: string): name is MetricId => Object.hasOwn(METRICS, name);

/** Metrics whose figures the words say. */
export const metricsIn = (words: string): MetricId[] =>
  [...words.matchAll(PLACE)].flatMap(([, name = "", asName]) =>
    asName === undefined && isMetric(name) ? [name as MetricId] : [],
  );

/** What the words of a sentence are filled from. */
type Filling = {
  readonly subject: Named;
  readonly members: readonly Named[];
  readonly absent: readonly MetricId[];
  readonly figureOf: (metric: MetricId) => Figure | undefined;
};

/** A sentence of the plan about a subject; null where not even the first clause can be said. */
export const sayOf = (situation: Situation, plan: SentencePlan, subjectId: string): Sentence | null => {
  const figureOf = (metric: MetricId) => situation.headline(subjectId, metric);
  const filling: Filling = {
    subject: situation.named(subjectId),
    members: situation.membersOf(subjectId),
    absent: (plan.wanted ?? []).filter((metric) => figureOf(metric) === undefined),
    figureOf,
  };
  const [lead, ...others] = plan.clauses.map((wordings) => wordings.find((words) => canSay(words, filling)));
  if (lead === undefined) return null;
  const rest = others.filter((words) => words !== undefined);
  const parts = (language: Language): SentencePart[] => {
    const filled = rest.flatMap((words, index) => [
      ...(plan.separator !== undefined && index > 0 ? [{ text: plan.separator }] : []),
      ...fill(words[language], language, filling),
    ]);
    return datedParts([...fill(lead[language], language, filling), ...filled, { text: "." }], situation);
  };
  return { id: `${plan.id}.${subjectId}`, vi: parts("vi"), en: parts("en") };
};

const canSay = (words: Words, { figureOf, absent }: Filling): boolean =>
  LANGUAGES.every(
    (language) =>
      metricsIn(words[language]).every((metric) => figureOf(metric) !== undefined) &&
      (!words[language].includes("{absent}") || absent.length > 0),
  );

const fill = (words: string, language: Language, filling: Filling): SentencePart[] => {
  const parts: SentencePart[] = [];
  const first = metricsIn(words)[0];
  let end = 0;
  for (const match of words.matchAll(PLACE)) {
    const [place, name = "", asName] = match;
    parts.push({ text: words.slice(end, match.index) });
    parts.push(...partsOfPlace(name, asName !== undefined, first, language, filling));
    end = match.index + place.length;
  }
  parts.push({ text: words.slice(end) });
  return parts.filter((part) => !("text" in part) || part.text !== "");
};

const partsOfPlace = (
  name: string,
  isName: boolean,
  first: MetricId | undefined,
  language: Language,
  { subject, members, absent, figureOf }: Filling,
): SentencePart[] => {
  if (name === "subject") return [{ name: subject }];
  if (name === "members")
    return joined(
      members.map((member) => ({ name: member })),
      language,
    );
  if (name === "absent")
    return joined(
      absent.map((metric) => ({ metric })),
      null,
    );
  if (name === "period") {
    const figure = first === undefined ? undefined : figureOf(first);
    if (!figure) throw new Error("{period} stands in words without a figure");
    return [...wordBefore(figure.period, language), { period: figure.id }];
  }
  if (!isMetric(name)) throw new Error(`{${name}} is neither a metric nor a known place`);
  if (isName) return [{ metric: name }];
  const figure = figureOf(name);
  if (!figure) throw new Error(`${name} has no figure`);
  return [{ figure: figure.id }];
};

/** `a, b và c`; without a language, commas only. */
const joined = (parts: readonly SentencePart[], language: Language | null): SentencePart[] =>
  parts.flatMap((part, index) => {
    if (index === 0) return [part];
    const isLast = index === parts.length - 1 && language !== null;
    return [{ text: isLast ? (language === "vi" ? " và " : " and ") : ", " }, part];
  });

/** Vietnamese names the kind of span before it: `tháng 06/2015`, `năm 2025`. */
const wordBefore = (period: string, language: Language): SentencePart[] => {
  if (language !== "vi" || period.startsWith("c. ") || period.includes("–")) return [];
  return [{ text: ["năm ", "tháng ", "ngày "][period.split("-").length - 1] ?? "" }];
};

/**
 * Says behind a number when it was so, once for all numbers in a row of that time, and never where the sentence has said it
 * already.
 */
const datedParts = (parts: readonly SentencePart[], situation: Situation): SentencePart[] => {
  const periodOf = (id: string) => situation.figure(id)?.period;
  const said = parts.flatMap((part) => ("period" in part ? [periodOf(part.period)] : []));
  return parts.flatMap((part, index): SentencePart[] => {
    if (!("figure" in part) || said.includes(periodOf(part.figure))) return [part];
    const next = parts.slice(index + 1).find((later) => "figure" in later);
    if (next && periodOf(next.figure) === periodOf(part.figure)) return [part];
    return [part, { text: " (" }, { period: part.figure }, { text: ")" }];
  });
};
