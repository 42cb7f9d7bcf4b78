import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Check, Misprint } from "#contracts/checks.ts";
import type { CheckInput, PrintedFigure, Rule } from "./check-input.ts";
import { evaluateChecks } from "./evaluate.ts";
import { misreadings } from "./misprints.ts";
import { formatPrinted } from "#server/printed-digits.ts";
import { figure, rule } from "../../../tests/helpers/printed.ts";

const RULES: readonly Rule[] = [
  rule("listTotal", "clustersGrossHa", ["grossHa"]),
  rule("sum", "projects", ["projectsFdi", "projectsDomestic"]),
  rule("ratio", "landDeploymentShare", ["deployedHa", "leasedHa"]),
  rule("growthPath", "targetExportsMillionUsd", ["targetExportsGrowthSharePerYear", "exportsMillionUsd"], { years: 5 }),
];

/** One number of a document: what it is of, and its digits. */
type Print = { readonly subject: string; readonly metric: string; readonly units: bigint; readonly scale: number };
type Document = readonly Print[];

const print = (subject: string, metric: string, units: number, scale = 0): Print => ({
  subject,
  metric,
  units: BigInt(units),
  scale,
});

const checksOf = (document: Document): Check[] => {
  const figures = document.map(({ subject, metric, units, scale }): PrintedFigure => {
    const made = figure(subject, metric, formatPrinted({ units, scale }, "vi"));
    return { ...made, figure: { ...made.figure, id: `${subject}.${metric}` } };
  });
  const lists: CheckInput["lists"] = [
    {
      figures: ["list.clustersGrossHa"],
      members: [...new Set(document.map(({ subject }) => subject))].filter((id) => id.startsWith("site-")),
    },
  ];
  return evaluateChecks({ rules: RULES, figures, subjects: [], parts: [], lists }, "plan");
};

/** A consistent document: a list with its total, projects by origin, a ratio and a growth path, each rounded as people print. */
const documents: fc.Arbitrary<Document> = fc
  .record({
    scale: fc.constantFrom(0, 0, 1, 2),
    areas: fc.array(fc.integer({ min: 10, max: 900 }), { minLength: 3, maxLength: 9 }),
    fractions: fc.array(fc.nat(99), { minLength: 9, maxLength: 9 }),
    fdi: fc.integer({ min: 2, max: 120 }),
    domestic: fc.integer({ min: 2, max: 300 }),
    leased: fc.integer({ min: 5_000, max: 99_999 }),
    share: fc.integer({ min: 100, max: 950 }),
    exports: fc.integer({ min: 100, max: 900 }),
    growth: fc.integer({ min: 300, max: 1_500 }),
  })
  .map(({ scale, areas, fractions, fdi, domestic, leased, share, exports, growth }) => {
    const units = areas.map((area, place) => area * 10 ** scale + ((fractions[place] ?? 0) % 10 ** scale));
    const deployed = Math.round((leased * share) / 1000);
    return [
      print(
        "list",
        "clustersGrossHa",
        units.reduce((sum, area) => sum + area, 0),
        scale,
      ),
      ...units.map((area, place) => print(`site-${place}`, "grossHa", area, scale)),
      print("zones", "projects", fdi + domestic),
      print("zones", "projectsFdi", fdi),
      print("zones", "projectsDomestic", domestic),
      print("zones", "deployedHa", deployed, 2),
      print("zones", "leasedHa", leased, 2),
      print("zones", "landDeploymentShare", Math.round((deployed / leased) * 10_000), 2),
      print("province", "exportsMillionUsd", exports),
      print("province", "targetExportsGrowthSharePerYear", growth, 2),
      print("province", "targetExportsMillionUsd", Math.round(exports * (1 + growth / 10_000) ** 5)),
    ];
  });

const KINDS: readonly Misprint[] = ["missingDigit", "extraDigit", "transposedDigits", "wrongDigit", "separator"];

/** Misprints a number; null where that leaves it what it was, or no number anyone prints. */
const misprinted = ({ units, scale, ...of }: Print, kind: Misprint, at: number, digit: number): Print | null => {
  const text = units.toString().padStart(scale + 1, "0");
  const place = at % text.length;
  const whole = text.length - scale;
  const [before, after] = [text.slice(0, place), text.slice(place)];
  const other = String((Number(after[0]) + 1 + (digit % 9)) % 10);
  const made: Record<Misprint, [string, number]> = {
    missingDigit: [before + after.slice(1), place < whole ? scale : scale - 1],
    extraDigit: [before + String(digit) + after, place < whole ? scale : scale + 1],
    transposedDigits: [before + (after[1] ?? "") + (after[0] ?? "") + after.slice(2), scale],
    wrongDigit: [before + other + after.slice(1), scale],
    separator: [text, (scale + 1 + (digit % Math.max(1, text.length - 1))) % text.length],
  };
  const [digits, decimals] = made[kind];
  if (digits.length <= decimals || (digits.length - decimals > 1 && digits.startsWith("0"))) return null;
  // The last of the decimals goes with its separator, which is two misprints.
  if (kind === "missingDigit" && scale === 1 && decimals === 0) return null;
  const isCount = of.metric.startsWith("projects");
  const read = BigInt(digits);
  // Cut or prolonged behind the last digit, a number is only rounded otherwise: nothing contradicts it.
  const step = 10 ** -Math.min(scale, decimals);
  const isRounding = Math.abs(Number(read) / 10 ** decimals - Number(units) / 10 ** scale) <= step / 2;
  if (isRounding || read === 0n || (isCount && decimals > 0)) return null;
  return { ...of, units: read, scale: decimals };
};

const plantings = (runs: number, kind: Misprint) =>
  fc
    .sample(fc.tuple(documents, fc.nat(99), fc.nat(99), fc.nat(9)), {
      numRuns: runs * 4,
      seed: 1013 + KINDS.indexOf(kind),
    })
    .flatMap(([document, which, at, digit]) => {
      const original = document[which % document.length]!;
      const wrong = misprinted(original, kind, at, digit);
      return wrong === null
        ? []
        : [{ original, wrong, document: document.map((one) => (one === original ? wrong : one)) }];
    })
    .slice(0, runs);

test("of consistent documents every check agrees: no alarm, not even a note", () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(checksOf(document).map(({ verdict }) => verdict)).toEqual(["agrees", "agrees", "agrees", "agrees"]);
    }),
    { numRuns: 500, seed: 2015 },
  );
});

test.each([
  // The announcement of 2022: 500 + 400 + 30 + 300 + 200 against 1,700.
  [[500, 400, 30, 300, 200], 1700, "30 → 300 missingDigit"],
  [[500, 400, 300, 300, 200], 17_000, "17.000 → 1.700 extraDigit"],
  [[500, 400, 300, 300, 2000], 1700, "2.000 → 200 extraDigit"],
  [[512, 437, 268, 391], 1068, "1.068 → 1.608 transposedDigits"],
  // Forty too many: a wrong digit in any of five numbers would do, so none stands out.
  [[512, 437, 268, 391], 1648, "nothing"],
  // 1 → 9 alone would do, but then one in eight digits does.
  [[1, 17, 97], 123, "nothing"],
])("areas %j against a total of %d: %s", (areas, total, wanted) => {
  const document = [
    print("list", "clustersGrossHa", total),
    ...areas.map((area, place) => print(`site-${place}`, "grossHa", area)),
  ];
  const [check] = checksOf(document);
  expect(check?.verdict).toBe("conflict");
  const { repair = null } = check ?? {};
  expect(repair ? `${repair.printed} → ${repair.proposed} ${repair.kind}` : "nothing").toBe(wanted);
});

describe("planted misprints", () => {
  const perKind = KINDS.map((kind) => {
    const planted = plantings(80, kind);
    const found = planted.map(({ original, document }) => {
      const checks = checksOf(document);
      const repairs = checks.flatMap(({ repair }) => (repair ? [repair] : []));
      const meant = formatPrinted(original, "vi");
      const id = `${original.subject}.${original.metric}`;
      const isMeant = repairs.every(({ figureId, proposed }) => figureId === id && sameNumber(proposed, meant));
      const verdicts = checks.map(({ verdict }) => verdict);
      // An error of a few units of the last digit is what rounding may do as well, and is then noted as such.
      const isNoted = verdicts.some((verdict) => verdict !== "agrees");
      return { isNoted, isAlarm: verdicts.includes("conflict"), isProposed: repairs.length > 0, isMeant };
    });
    return { kind, planted: planted.length, found };
  });

  test("at least 95 of 100 are noticed, and nearly as many are more than rounding can explain", () => {
    const all = perKind.flatMap(({ found }) => found);
    const share = (is: "isNoted" | "isAlarm") => all.filter((one) => one[is]).length / all.length;
    expect(perKind.map(({ planted }) => planted)).toEqual(KINDS.map(() => 80));
    expect(share("isNoted")).toBeGreaterThanOrEqual(0.95);
    expect(share("isAlarm")).toBeGreaterThanOrEqual(0.94);
  });

  test("what is proposed is what was meant, in at least 95 of 100", () => {
    const proposed = perKind.flatMap(({ found }) => found).filter(({ isProposed }) => isProposed);
    expect(proposed.length).toBeGreaterThan(100);
    expect(proposed.filter(({ isMeant }) => isMeant).length / proposed.length).toBeGreaterThanOrEqual(0.95);
  });
});

const sameNumber = (a: string, b: string): boolean =>
  Number(a.replaceAll(".", "").replace(",", ".")) === Number(b.replaceAll(".", "").replace(",", "."));

test("every misprint is among the misreadings of what it made", () => {
  fc.assert(
    fc.property(
      documents,
      fc.constantFrom(...KINDS),
      fc.nat(99),
      fc.nat(99),
      fc.nat(9),
      (document, kind, which, at, digit) => {
        const original = document[which % document.length]!;
        const wrong = misprinted(original, kind, at, digit);
        fc.pre(wrong !== null);
        const meant = misreadings(wrong!, false).filter(
          ({ digits }) => digits.units * 10n ** BigInt(original.scale) === original.units * 10n ** BigInt(digits.scale),
        );
        expect(meant).toHaveLength(1);
      },
    ),
    { numRuns: 2_000, seed: 5 },
  );
});
