import type { SiteKind } from "#contracts/sites.ts";
import { METRICS } from "#contracts/metrics.ts";
import type { Language } from "#contracts/units.ts";

/** Words of the interface that hold digits and are no figure of anything: each stands here with its reason, or not on a page. */
const WORDS: Readonly<Record<Language, readonly (readonly [words: string, why: string])[]>> = {
  vi: [
    ["trước 01/7/2025", "the day the province was merged and its districts abolished: the scope of this map"],
    ["từ 01/7/2025", "the same day, from which today's communes are"],
    ["trước 07/2025", "the same, where space is short"],
    ["hạng 1 / 2 / 3", "the three legal classes of markets"],
    ["hạng 1", "one of them, as the name of a layer"],
    ["hạng 2", "one of them, as the name of a layer"],
    ["hạng 3", "one of them, as the name of a layer"],
    ["hạng 1 · 2 · 3", "the three of them, in the legend"],
    ["chưa thành lập (2015)", "a status of sites, defined by the plan's year"],
    ["số liệu cũ hơn 24 tháng", "the age from which a headline bears a warning"],
    ["đối chiếu danh sách 2015", "names the list of the plan's year"],
    ["có số tổng chung (06/2015)", "legend: names the month of the plan's totals"],
    ["Kế hoạch 1013 chỉ in tổng", "names the plan whose totals stand below the sentence"],
    ["+1 cụm: chỉ biết huyện", "legend: the badge with the least count it can have"],
    ["Mục tiêu 2016–2020", "names the plan's own period, as title and link of the page of its targets"],
    ["Kế hoạch 1013, mục II.2 và II.3", "names the sections whose targets stand below the sentence"],
    ["WebGL 2", "the name of a technique"],
    ["WGS 84", "the name of a reference system"],
    ["VN-2000", "the name of a reference system"],
    ["từ bản 3.22", "the version of another program"],
    ["65001: Unicode (UTF-8)", "an encoding, as Excel lists it"],
    ["decimal 1", "the marker of a step, counted in the list that it stands in"],
  ],
  en: [
    ["since 1 July 2025", "as in Vietnamese"],
    ["before 1 July 2025", "as in Vietnamese"],
    ["before July 2025", "as in Vietnamese"],
    ["before 07/2025", "as in Vietnamese"],
    ["class 1 / 2 / 3", "as in Vietnamese"],
    ["Class 1", "as in Vietnamese"],
    ["Class 2", "as in Vietnamese"],
    ["Class 3", "as in Vietnamese"],
    ["class 3 or unknown", "legend: markets whose class no source prints are drawn as those of class 3"],
    ["class 1 · 2 · 3", "as in Vietnamese"],
    ["not yet established (2015)", "as in Vietnamese"],
    ["figure older than 24 months", "as in Vietnamese"],
    ["reconciled with the 2015 list", "as in Vietnamese"],
    ["joint total (06/2015)", "as in Vietnamese"],
    ["Plan 1013 prints only the total", "as in Vietnamese"],
    ["+1 cluster: only district known", "as in Vietnamese"],
    ["Targets 2016–2020", "as in Vietnamese"],
    ["Plan 1013, II.2 and II.3", "as in Vietnamese"],
    ["WebGL 2", "as in Vietnamese"],
    ["WGS 84", "as in Vietnamese"],
    ["VN-2000", "as in Vietnamese"],
    ["3.22 or later", "as in Vietnamese"],
    ["65001: Unicode (UTF-8)", "as in Vietnamese"],
    ["decimal 1", "as in Vietnamese"],
  ],
};

/** Units are no numbers though one is spelled with a digit. */
const UNIT = /(?<=(?:^|[\s\u00a0/])(?:USD\/)?m)[²³](?!\p{N})/gu;

/** Choices of a reference system, by its central meridian and its code. */
const MERIDIAN = /\d{3}°\d{2}′ \(EPSG:\d{4}\)/g;

const longestFirst = (a: string, b: string): number => b.length - a.length;
const metricNames = (language: Language): string[] =>
  Object.values(METRICS)
    .map((metric) => metric[language])
    .filter((name) => /\p{N}/u.test(name))
    .sort(longestFirst);
const PHRASES: Readonly<Record<Language, readonly string[]>> = {
  vi: WORDS.vi.map(([words]) => words).sort(longestFirst),
  en: WORDS.en.map(([words]) => words).sort(longestFirst),
};

/** `text` without every occurrence of `phrase` that stands as words of their own; the first letter may be a capital. */
export const without = (text: string, phrase: string): string => {
  const capital = phrase.charAt(0).toLocaleUpperCase() + phrase.slice(1);
  return [phrase, capital].reduce((rest, words) => {
    let left = rest;
    for (let at = left.indexOf(words); at >= 0; at = left.indexOf(words, at + 1)) {
      const [before, after] = [left.charAt(at - 1), left.charAt(at + words.length)];
      if (/\p{N}/u.test(before) || /[\p{N}\p{L}]/u.test(after)) continue;
      left = `${left.slice(0, at)} ${left.slice(at + words.length)}`;
    }
    return left;
  }, text);
};

/** What of a text remains when the words of the interface and the names of metrics and units are taken away. */
export const withoutConstants = (text: string, language: Language): string =>
  [...PHRASES[language], ...metricNames(language)].reduce(without, text.replace(UNIT, "").replace(MERIDIAN, ""));

/** Kinds of the list's groups, once more: the page's own table is what is tested. */
export const KINDS_OF_GROUP: Readonly<Record<string, readonly SiteKind[]>> = {
  zones: ["zone", "corridor"],
  clusters: ["cluster"],
  markets: ["market"],
  shops: ["supermarket", "mall"],
  transport: ["port", "airport", "ferry", "bridge"],
};
