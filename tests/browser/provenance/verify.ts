import type { Figure } from "#contracts/figures.ts";
import { METRICS, UNITS } from "#contracts/metrics.ts";
import type { Language } from "#contracts/units.ts";
import { without, withoutConstants } from "./constants.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Utterance } from "./read-page.ts";
import { faultOfEntry } from "./verify-entries.ts";
import { HAS_DIGIT, isSpelling, numbersIn, saysDay, saysFigure, withoutDay } from "./spelling.ts";

/** Where an utterance stands. */
export type Place = { readonly language: Language; readonly url: URL; readonly knowledge: Knowledge };

const siteOf = ({ url }: Place): string | null => /^\/(?:dia-diem|sites)\/([^/]+)$/.exec(url.pathname)?.[1] ?? null;
const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Why the digits of an utterance are not accounted for; null when they are. */
export const faultOf = async (utterance: Utterance, place: Place): Promise<string | null> => {
  const { mark, text, through } = utterance;
  const { language, knowledge, url } = place;
  if (through === "title") return titleFault(text, place);
  // An address of this server, to be copied.
  const rest = withoutConstants(text.replaceAll(url.origin, ""), language);
  if (!HAS_DIGIT.test(rest)) return null;
  switch (mark?.kind) {
    case undefined:
      return "a number that belongs to no figure";
    case "figure":
      return figureFault(utterance, place);
    case "interval":
      return intervalFault(utterance, place);
    case "check":
      return checkFault(utterance, place);
    case "time":
      return saysDay(rest, mark.of, language) ? null : `not the day it is marked with, ${mark.of}`;
    case "count": {
      const what = mark.of.split(" ");
      const counts = await Promise.all(
        what.map((name) => knowledge.count(name, url.searchParams.get("q"), siteOf(place))),
      );
      const tokens = numbersIn(rest);
      const isRight =
        tokens.length === counts.length &&
        counts.every((count, index) => count !== null && isSpelling(tokens[index], count, language, 0));
      return isRight ? null : `${mark.of} is ${counts.join(", ")}`;
    }
    case "name": {
      const names = await knowledge.namesOf(mark.of, language, siteOf(place));
      return [...names].some((name) => name === text || capitalised(name) === text) ? null : `not a name of ${mark.of}`;
    }
    case "day":
    case "change":
    case "target-year":
    case "metric":
    case "bounds":
    case "found":
    case "repair":
    case "stage":
      // What changed names subjects, and names are whole.
      return faultOfEntry(mark.kind, mark.of, { ...utterance, text: mark.kind === "change" ? text : rest }, place);
    case "coverage": {
      if (mark.of === "example")
        return /^10\.25, 105\.97(; 10\.25, 106; 10\.2, 106)?$/.test(text) ? null : "not the example of coordinates";
      if (mark.of.startsWith("avoid.")) {
        const numbers = url.searchParams.get("avoid")?.split(";")[Number(mark.of.slice("avoid.".length))]?.split(",");
        const corners = numbers?.flatMap((lng, at) => (at % 2 === 0 ? [`${numbers[at + 1]}, ${lng}`] : []));
        return text === corners?.join("; ") ? null : `${mark.of} of the address is ${corners?.join("; ")}`;
      }
      // What somebody called a scenario is theirs, with whatever digits.
      if (mark.of.startsWith("named:"))
        return text === mark.of.slice("named:".length) ? null : "not the scenario's name";
      if (mark.of.startsWith("tried.")) {
        const place = url.searchParams.get("try")?.split(";")[Number(mark.of.slice("tried.".length))];
        return text === place?.split(",").toReversed().join(", ") ? null : `${mark.of} of the address is ${place}`;
      }
      const said = await knowledge.coverage(mark.of, url.searchParams);
      const tokens = numbersIn(rest);
      const isRight =
        said.length > 0 &&
        tokens.length === said.length &&
        said.every((value, index) => {
          const decimals = /[.,](\d{1,2})$/.exec(tokens[index] ?? "")?.[1]?.length ?? 0;
          return isSpelling(tokens[index], rest.includes("%") ? value * 100 : value, language, decimals);
        });
      return isRight ? null : `${mark.of} of the coverage is ${said.join(", ")}`;
    }
    case "source":
      return sourceFault(utterance, place);
    case "quoted": {
      const { texts, sourceId } = await knowledge.quoted(mark.of, language, siteOf(place));
      if (!texts.some((sentence) => plain(sentence) === text)) return `not the sentence of ${mark.of}`;
      // On the page of a figure or a source the source stands as such.
      const isBeside = sourceId === null || mark.of.startsWith("figure:") || utterance.sourcesBeside.includes(sourceId);
      return isBeside ? null : `its source ${sourceId} is not linked beside it`;
    }
    case "formula": {
      const formula =
        (await knowledge.checks()).find(({ id }) => id === mark.of)?.formula ??
        (await knowledge.figure(mark.of))?.formula;
      if (!formula) return `${mark.of} has no formula`;
      const words = formula.replace(/\b[a-z][a-zA-Z0-9]*\b/g, (word) =>
        Object.hasOwn(METRICS, word) ? METRICS[word as keyof typeof METRICS][language] : word,
      );
      return text.toLocaleLowerCase() === plain(words).toLocaleLowerCase() ? null : `not the formula of ${mark.of}`;
    }
    case "position": {
      const position = (await knowledge.sites()).find(({ id }) => id === mark.of)?.position;
      if (!position) return `${mark.of} has no position`;
      return text === `${position[1].toFixed(4)}, ${position[0].toFixed(4)}` ? null : `not where ${mark.of} is`;
    }
    case "scale": {
      const match = /^(\d+) (m|km)$/.exec(plain(text));
      const metres = Number(match?.[1]) * (match?.[2] === "km" ? 1000 : 1);
      return Math.abs(metres / Number(mark.of) - 1) < 0.03 ? null : `the bar is ${mark.of} m long`;
    }
  }
};

const titleFault = async (text: string, place: Place): Promise<string | null> => {
  const { knowledge, language, url } = place;
  const figureId = url.searchParams.get("figure");
  const figure = figureId === null ? null : await knowledge.figure(figureId);
  const ofInterval = url.searchParams.get("interval")?.split(".")[0] ?? null;
  const subjects = [siteOf(place), figure?.subject ?? null, ofInterval].filter((id) => id !== null);
  const names = await Promise.all(subjects.map((id) => knowledge.namesOf(id, language, siteOf(place))));
  const rest = names
    .flatMap((set) => [...set])
    .toSorted((a, b) => b.length - a.length)
    .reduce(without, text);
  return HAS_DIGIT.test(withoutConstants(rest, language)) ? "a title with a number that is no name" : null;
};

/** What the words around a figure may hold: whose it is, what it leads to, where it comes from. */
const wordsAround = async (figure: Figure, place: Place): Promise<string[]> => {
  const { knowledge, language } = place;
  const source = figure.source && (await knowledge.source(figure.source.id));
  const names = await knowledge.namesOf(figure.subject, language, siteOf(place));
  const target = figure.target && (language === "vi" ? figure.target.nameVi : figure.target.nameEn);
  return [
    ...names,
    ...(await knowledge.listsOf(figure.id, language)),
    ...(target ? [target] : []),
    ...(source?.number ? [source.number] : []),
    ...(source ? [language === "vi" ? source.titleVi : source.titleEn] : []),
  ].toSorted((a, b) => b.length - a.length);
};

const figureFault = async (utterance: Utterance, place: Place): Promise<string | null> => {
  const id = utterance.mark?.of ?? "";
  const { language, knowledge, url } = place;
  const figure = await knowledge.figure(id);
  if (!figure) return `its figure ${id} does not resolve`;
  if (!utterance.hasLink && url.searchParams.get("figure") !== id) return `nothing on the page opens ${id}`;
  if (figure.printed !== null && utterance.text === `“${figure.printed}”`) return null;
  const around = utterance.through === "text" ? [] : await wordsAround(figure, place);
  // Names hold names: a target's statement that of a metric, or the other way round.
  const rests = [
    withoutConstants(around.reduce(without, utterance.text), language),
    around.reduce(without, withoutConstants(utterance.text, language)),
  ];
  // The value alone, or in labels, hints and charts with its date: of a target's year, which lies ahead, that year.
  const year = figure.period.replace(/^c\. |–.*$/g, "");
  const day = year > figure.asOf ? `${year}-01-01` : figure.asOf;
  const isSaid = rests.some((rest) => {
    const dated = utterance.through === "text" ? null : withoutDay(rest, day, language);
    return (
      saysFigure(numbersIn(rest), figure, language) ||
      (dated !== null && saysFigure(numbersIn(dated), figure, language)) ||
      (figure.value !== null && saysFigure(numbersIn(rest), { ...figure, value: null }, language))
    );
  });
  return isSaid ? null : `not what ${id} says: ${figure.value ?? `${figure.low}–${figure.high}`}`;
};

const intervalFault = async ({ mark, text, through, hasLink }: Utterance, place: Place): Promise<string | null> => {
  const [subject = "", metric = "", date = ""] = mark?.of.split(".") ?? [];
  const { language, knowledge, url } = place;
  const found = (await knowledge.intervals(subject)).filter((one) => one.metric === metric && one.asOf === date);
  if (found.length === 0) return `its interval ${mark?.of} does not exist`;
  if (!hasLink && url.searchParams.get("interval") !== mark?.of) return `nothing on the page opens ${mark?.of}`;
  let rest = withoutConstants(text, language);
  if (through !== "text")
    for (const name of await knowledge.namesOf(subject, language, siteOf(place))) rest = without(rest, name);
  const undated = withoutDay(rest, date, language);
  const isSaid = found.some((one) => {
    const says = (tokens: readonly string[], ends: readonly number[]) =>
      tokens.length === ends.length &&
      ends.every((end, index) => isSpelling(tokens[index], end * UNITS[one.unit].printedFactor, language, null));
    // With the printed capacity as the upper end, or on its own page as computed.
    return [one.shownHigh ?? one.high, one.high].some((high) => {
      const ends = [...new Set([one.low, high].filter((end) => end !== null))];
      return says(numbersIn(rest), ends) || (undated !== null && says(numbersIn(undated), ends));
    });
  });
  return isSaid ? null : `not the bounds of ${mark?.of}`;
};

const checkFault = async ({ mark, text }: Utterance, { language, knowledge }: Place): Promise<string | null> => {
  const check = (await knowledge.checks()).find(({ id }) => id === mark?.of);
  if (!check) return `its check ${mark?.of} does not exist`;
  const { value, low, high } = check.computed;
  const tokens = numbersIn(text.replaceAll("²", ""));
  const spells = (token: string | undefined, said: number) => {
    const decimals = /[.,](\d+)$/.exec(token ?? "")?.[1]?.length ?? 0;
    return isSpelling(token, said * UNITS[check.printed.unit].printedFactor, language, decimals);
  };
  const isSaid =
    (tokens.length === 1 && spells(tokens[0], value)) ||
    (tokens.length === 2 && spells(tokens[0], low) && spells(tokens[1], high));
  return isSaid ? null : `not what ${check.id} computes: ${value} (${low}–${high})`;
};

/** A citation is made of the source's own words: title, number, publisher, credit, and places in it that the page's entries name. */
const sourceFault = async ({ mark, text }: Utterance, place: Place): Promise<string | null> => {
  const { knowledge, language, url } = place;
  const source = await knowledge.source(mark?.of ?? "");
  if (!source) return `its source ${mark?.of} does not exist`;
  const locators = await knowledge.locatorsIn(source.id, siteOf(place), url.searchParams.get("figure"));
  const own = [
    language === "vi" ? source.titleVi : source.titleEn,
    source.number,
    source.publisher,
    source.licence,
    source.credit,
    ...locators,
  ].filter((words) => words !== null);
  let rest = own.toSorted((a, b) => b.length - a.length).reduce(without, text);
  // The plan is called by its number alone: “Kế hoạch 1013”, “QĐ 173”.
  const short = /^(?:Kế hoạch|QĐ|Quyết định|Plan|Decision) (\d+)$/.exec(text);
  if (short && source.number?.startsWith(`${short[1]}/`)) rest = "";
  return HAS_DIGIT.test(rest) ? `not words of ${source.id}` : null;
};
