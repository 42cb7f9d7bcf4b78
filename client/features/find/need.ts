import { readNumber } from "#contracts/read-cell.ts";

export type SectorLetter = "a" | "b" | "c" | "d" | "e" | "f" | "g";
export type LandKind = "zone" | "corridor" | "cluster";
export type Readiness = "wastewater" | "road" | "cleared";

/** One thing that is asked of a site. */
export type Constraint =
  | { readonly kind: "ha"; readonly min: number }
  | { readonly kind: "rent"; readonly maxUsdPerM2: number }
  | { readonly kind: "occupancy"; readonly maxShare: number }
  /** `what`: a site of ours, a kind of site, or a city; without a distance the nearest come first. */
  | { readonly kind: "near"; readonly what: string; readonly maxKm: number | null }
  | { readonly kind: "ready"; readonly what: Readiness }
  | { readonly kind: "sector"; readonly letter: SectorLetter }
  | { readonly kind: "type"; readonly type: LandKind }
  /** Words of a district or river, folded. */
  | { readonly kind: "place"; readonly key: string };

export type Need = {
  readonly constraints: readonly Constraint[];
  /** What stands in the need and is part of no constraint, as it was written. */
  readonly notUnderstood: readonly string[];
};

/** Letter for letter, so that places in the folded text are those of the text. */
export const foldLetters = (text: string): string =>
  Array.from(text.normalize("NFC"), (letter) => {
    const folded = letter.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replace("đ", "d");
    return folded.length === letter.length ? folded : letter.toLowerCase();
  }).join("");

const NUM = String.raw`(\d+(?:[.,]\d+)*)`;
const MOST = "(?:duoi|khong qua|toi da|nho hon|below|under|at most|less than|up to|max|<=?)";
const LEAST = "(?:con(?: lai)?|can|tu|tren|hon|toi thieu|it nhat|khoang|at least|need|over|more than|about|min|>=?)";
const HA = String.raw`(?:ha|hec ?-?ta|hectares?)\b`;
const M2 = "(?:m2|met vuong|square met(?:re|er)s?)";

/** International acre. */
const HA_PER_ACRE = 0.40468564224;

/** What a distance can be asked to, the longer names first. */
const TARGETS: readonly (readonly [pattern: string, what: string])[] = [
  ["cau can tho|can tho bridge", "cau-can-tho"],
  ["cau my thuan|my thuan bridge", "cau-my-thuan"],
  ["cang binh minh|binh minh port", "cang-binh-minh"],
  ["cang vinh long|vinh long port", "cang-vinh-long"],
  ["cang cai cui|cai cui port", "cang-cai-cui"],
  ["san bay(?: can tho)?|(?:can tho )?airport", "airport"],
  ["(?:thanh pho|tp\\.?) can tho|can tho(?: city)?", "can-tho"],
  ["(?:thanh pho|tp\\.?) vinh long|vinh long(?: city)?", "vinh-long"],
  ["cang|ports?", "port"],
  ["cau|bridges?", "bridge"],
  ["ben pha|pha|ferr(?:y|ies)", "ferry"],
];
const TARGET = `(${TARGETS.map(([pattern]) => pattern).join("|")})`;
const targetOf = (text: string): string =>
  TARGETS.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(text))?.[1] ?? text;

const SECTORS: Readonly<Record<SectorLetter, string>> = {
  a: "(?:che bien )?nong san|(?:che bien )?thuc pham|do uong|food(?: processing)?|farm produce|beverages?|drinks",
  b: "(?:che bien )?thuy san|aquatic products?|seafood",
  c: "hoa chat|duoc pham|nha may duoc|pharmaceuticals?(?: plant)?|pharma|chemicals?",
  d: "det(?: may)?|may mac|da giay|garments?|textiles?|shoes|leather|footwear",
  e: "vat lieu xay dung|gom(?: my nghe)?|building materials?|ceramics?",
  f: "(?:cong nghiep )?(?:phu tro|ho tro)|supporting industr(?:y|ies)",
  g: "(?:thiet bi )?dien tu|electronics?(?: equipment)?",
};
const READY: Readonly<Record<Readiness, string>> = {
  wastewater:
    "(?:co |with )?(?:he thong |nha may |tram |khu )?(?:xu ly )?nuoc thai|(?:co )?xlnt|(?:with )?waste ?water(?: treatment)?(?: plant)?(?: in operation)?",
  road: "duong (?:dan )?vao(?: khu)?(?: da)?(?: hoan thanh| xong)?|(?:with )?access roads?",
  cleared: "(?:co )?(?:mat bang|dat) sach|(?:cleared|clean) land|da giai phong mat bang",
};
const TYPES: Readonly<Record<LandKind, string>> = {
  zone: "khu cong nghiep(?! phu tro| ho tro)|kcn|industrial (?:zones?|parks?)|zones?|khu(?= hoac cum)",
  cluster: "cum cong nghiep|ccn|(?:industrial )?clusters?|cum",
  corridor: "tuyen cong nghiep|(?:industrial )?corridors?",
};
const PLACES = "binh minh|mang thit|long ho|tam binh|tra on|vung liem|binh tan|co chien|hoa phu";

type Rule = readonly [pattern: string, make: (groups: readonly (string | undefined)[]) => Constraint | null];

/** The first reading: thousands as Vietnamese writes them; what was meant is there to be seen and changed. */
const number = (text: string | undefined): number => {
  const read = readNumber(text ?? "");
  return read.kind === "value" ? read.value : read.kind === "ambiguous" ? read.options[0]! : Number.NaN;
};
const near = (what: string | undefined, km: string | undefined): Constraint => ({
  kind: "near",
  what: targetOf(what ?? ""),
  maxKm: km === undefined ? null : number(km),
});

/** In this order: what a rule has taken is gone for the next. */
const RULES: readonly Rule[] = [
  [
    `(?:(?:gia )?(?:thue )?(?:dat )?(?:gia )?|rent )?${MOST} ?(?:${NUM} ?(?:usd|do|dollars?|\\$)|\\$ ?${NUM})(?: ?/? ?${M2})?`,
    ([max, dollars]) => ({ kind: "rent", maxUsdPerM2: number(max ?? dollars) }),
  ],
  [
    `(?:ty le )?(?:lap day|occupancy)(?: rate)? ${MOST} ${NUM} ?(?:%|percent|phan tram)`,
    ([max]) => ({ kind: "occupancy", maxShare: number(max) / 100 }),
  ],
  [
    `(?:con )?${MOST} ${NUM} ?(?:%|percent|phan tram) (?:lap day|occupancy|occupied)`,
    ([max]) => ({ kind: "occupancy", maxShare: number(max) / 100 }),
  ],
  [
    `(?:(?:within|${MOST}|trong|ban kinh|trong ban kinh) )?${NUM} ?km (?:of|from|quanh|cach|around)? ?(?:a |an |the )?${TARGET}\\b`,
    ([km, what]) => near(what, km),
  ],
  [`(?:gan|cach|near) ${TARGET}\\b(?: (?:${MOST}|trong|within))? ?${NUM} ?km`, ([what, km]) => near(what, km)],
  [`(?:gan|near) (?:a |an |the )?${TARGET}\\b`, ([what]) => near(what, undefined)],
  [`(?:${LEAST} )?${NUM} ?${HA}`, ([min]) => ({ kind: "ha", min: number(min) })],
  [`(?:${LEAST} )?${NUM} ?acres?`, ([min]) => ({ kind: "ha", min: Number((number(min) * HA_PER_ACRE).toFixed(4)) })],
  [`(?:${LEAST} )?${NUM} ?${M2}`, ([min]) => ({ kind: "ha", min: number(min) / 10_000 })],
  ...(Object.keys(READY) as Readiness[]).map((what): Rule => [READY[what], () => ({ kind: "ready", what })]),
  ...(Object.keys(TYPES) as LandKind[]).map((type): Rule => [TYPES[type], () => ({ kind: "type", type })]),
  ...(Object.keys(SECTORS) as SectorLetter[]).map((letter): Rule => [
    SECTORS[letter],
    () => ({ kind: "sector", letter }),
  ]),
  [`(?:(?:o|tai|in|thuoc) )?(?:huyen |thi xa )?(${PLACES})`, ([key]) => ({ kind: "place", key: key ?? "" })],
];
/** An upper bound of an area cannot be asked for: what is left over is let in parts. */
const RANGE = new RegExp(`\\btu ${NUM} ?(?:ha)? (?=den |to )`);

/** What is not wanted, or wanted to be less, cannot be asked for: it is given back whole. */
const NEGATION = new RegExp(
  `(?:^|\\s)(?:(?:khong|chua)(?: can| muon| phai| co)?|tru|ngoai|no|not(?: (?:in|near))?(?: (?:a|an|the))?|without|${MOST}) ?$`,
);

/** Say nothing by themselves. */
const ALONE = new Set(
  (
    "con can tim dat cho de lam thue gia co khu nao o tai va mot trong nha may toi muon duoc khong dau " +
    "hoac tro len or left i we want need looking for land site plant factory in an a the and with of from to near m2 usd ha km"
  ).split(" "),
);
/** Nor before what says something. */
const LEADING = new Set(
  "co cho de xay tim can va hoac or mot trong toi muon for a an the and with in to of looking we i want need".split(
    " ",
  ),
);

const leftOver = (text: string, folded: string): string[] => {
  const phrases: string[] = [];
  for (const { index, 0: piece } of folded.matchAll(/[^\0,;.!?/()]+/g)) {
    const words = [...piece.matchAll(/\S+/g)].map((word) => ({ at: index + word.index, word: word[0] }));
    while (words.length > 0 && LEADING.has(words[0]!.word)) words.shift();
    if (words.every(({ word }) => ALONE.has(word) || /^[-–:+&]+$/.test(word))) continue;
    const [first, last] = [words[0]!, words.at(-1)!];
    phrases.push(text.slice(first.at, last.at + last.word.length));
  }
  return phrases;
};

const same = (one: Constraint, other: Constraint): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Reads a need as people write it, in Vietnamese with or without marks or in English. Every word ends in a constraint, among the
 * words that say nothing, or in what was not understood.
 */
export const readNeed = (given: string): Need => {
  const text = given.normalize("NFC").replaceAll("\0", " ");
  let folded = foldLetters(text);
  const found: { readonly at: number; readonly constraint: Constraint }[] = [];
  const take = (at: number, length: number) =>
    void (folded = folded.slice(0, at) + "\0".repeat(length) + folded.slice(at + length));
  const range = RANGE.exec(folded);
  const kept: string[] = [];
  if (range) {
    found.push({ at: range.index, constraint: { kind: "ha", min: number(range[1]) } });
    take(range.index, range[0].length);
    const end = new RegExp(`^(?:den|to) ${NUM} ?${HA}`).exec(folded.slice(range.index + range[0].length));
    if (end) {
      const at = range.index + range[0].length;
      kept.push(text.slice(at, at + end[0].length));
      take(at, end[0].length);
    }
  }
  // “dược” is medicine and “được” is nothing; without marks the word alone is neither.
  for (const { index } of text.toLowerCase().matchAll(/(?<!\p{L})dược(?!\p{L})(?! phẩm)/gu)) {
    found.push({ at: index, constraint: { kind: "sector", letter: "c" } });
    take(index, 4);
  }
  for (const [pattern, make] of RULES) {
    for (const match of folded.matchAll(new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, "gu"))) {
      const negation = NEGATION.exec(folded.slice(0, match.index));
      if (negation) {
        const [at, end] = [negation.index, match.index + match[0].length];
        kept.push(text.slice(at, end).trim());
        take(at, end - at);
        continue;
      }
      const constraint = make(match.slice(1));
      if (constraint === null) continue;
      found.push({ at: match.index, constraint });
      take(match.index, match[0].length);
    }
  }
  const constraints = found
    .toSorted((one, other) => one.at - other.at)
    .map(({ constraint }) => constraint)
    .filter((constraint, at, all) => all.findIndex((one) => same(one, constraint)) === at);
  return { constraints, notUnderstood: [...leftOver(text, folded), ...kept] };
};
