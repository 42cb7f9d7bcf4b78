import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Figure } from "#contracts/figures.ts";
import { METRICS } from "#contracts/metrics.ts";
import type { Report, SentencePart } from "#contracts/reports.ts";
import { spellFigure } from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";
import { metricsIn } from "#server/features/reports/narrative.ts";
import { SENTENCES, type Words } from "#server/features/reports/sentences.ts";
import { Situation, REPORT_METRICS, type SituationRow } from "#server/features/reports/situation.ts";
import { situationReport } from "#server/features/reports/situation-report.ts";
import situationSql from "#server/features/reports/situation.sql?raw";
import { type TestApp, appForTests } from "../helpers/app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await appForTests();
});
afterAll(() => server.close());

const reportOf = (query = "") => server.get<Report>(`/api/reports/situation?${query}`);
const DAY_OF_PLAN = "asOf=2015-06-18";

/** The sentence as it is read aloud, numbers with their units. */
const told = (report: Report, id: string, language: Language): string => {
  const sentence = report.sections.flatMap(({ sentences }) => sentences).find((one) => one.id === id);
  if (!sentence) throw new Error(`no sentence ${id}`);
  const figures = new Map(report.figures.map((figure) => [figure.id, figure]));
  const words = (part: SentencePart): string => {
    if ("text" in part) return part.text;
    if ("name" in part) return language === "vi" ? part.name.nameVi : part.name.nameEn;
    if ("metric" in part) return METRICS[part.metric][language];
    const figure = figures.get("figure" in part ? part.figure : part.period);
    if (!figure) throw new Error(`${id} names a figure that is not sent`);
    if ("period" in part) return `<${figure.period}>`;
    const { qualifier, number, unit } = spellFigure(figure, language);
    return [qualifier, number, unit].filter(Boolean).join(" ");
  };
  return sentence[language].map(words).join("");
};

const figuresOf = (report: Report, id: string): Figure[] => {
  const figures = new Map(report.figures.map((figure) => [figure.id, figure]));
  const sentence = report.sections.flatMap(({ sentences }) => sentences).find((one) => one.id === id);
  return (sentence?.vi ?? []).flatMap((part) => ("figure" in part ? (figures.get(part.figure) ?? []) : []));
};

describe("on the day of the Plan", () => {
  /** Sentences of the Plan, I.1, each with the numbers it prints, in their order in our sentence. */
  const PLAN: readonly (readonly [id: string, printed: readonly string[]])[] = [
    ["group.three-zones", ["36", "11", "25", "985,5", "25,06", "3.931,2", "86,3", "49,18", "175,42"]],
    ["clusters.vinh-long", ["14", "692,41"]],
    ["markets.vinh-long", ["116", "02", "25", "89", "5"]],
    ["markets-privately-run.vinh-long", ["19"]],
  ];

  test.each(PLAN)("%s says what the Plan prints: %j", async (id, printed) => {
    const figures = figuresOf(await reportOf(DAY_OF_PLAN), id);
    expect(figures.map((figure) => figure.printed)).toEqual(printed);
    expect(figures.map(({ source }) => source?.id)).toEqual(printed.map(() => "plan-1013-2015"));
  });

  test("in the Plan's words", async () => {
    const report = await reportOf(DAY_OF_PLAN);
    expect(told(report, "group.three-zones", "vi")).toBe(
      "Tính đến tháng <2015-06>, Khu công nghiệp Hòa Phú, Khu công nghiệp Bình Minh và Tuyến công nghiệp Cổ Chiên đã thu hút 36 dự án được cấp giấy chứng nhận đầu tư (11 dự án có vốn đầu tư nước ngoài và 25 dự án có vốn đầu tư trong nước), với tổng vốn triển khai 985,5 tỷ đồng, đạt 25,06 % so với số vốn đăng ký 3.931,2 tỷ đồng; diện tích đất triển khai được 86,3 ha, đạt 49,18 % so với 175,42 ha đã thuê.",
    );
    expect(told(report, "markets.vinh-long", "vi")).toBe(
      "Tính đến tháng <2015-06>, toàn tỉnh có 116 chợ (2 chợ hạng 1, 25 chợ hạng 2 và 89 chợ hạng 3); siêu thị: 5.",
    );
    expect(told(report, "clusters.vinh-long", "en")).toBe(
      "As of <2015-06>, the province planned 14 industrial clusters of 692.41 ha in all.",
    );
  });

  test("what only the three sites together have is said to be absent of each", async () => {
    const report = await reportOf(DAY_OF_PLAN);
    expect(told(report, "zone.binh-minh", "vi")).toBe(
      "Khu công nghiệp Bình Minh: chưa có số liệu công bố riêng về: diện tích, đất công nghiệp có thể cho thuê, tỷ lệ lấp đầy, đất đã triển khai, dự án, vốn đăng ký.",
    );
    expect(told(report, "zone.binh-minh", "en")).toContain("no published figures of its own for: area");
    expect(report.day).toBe("2015-06-18");
  });
});

test("of today, numbers of different times say when each was so", async () => {
  expect(told(await reportOf(), "zone.hoa-phu", "vi")).toBe(
    "Khu công nghiệp Hòa Phú: diện tích 250,97 ha; đất công nghiệp có thể cho thuê 189,75 ha (<2021-07>); tỷ lệ lấp đầy 99,29 %; đã cho thuê ≈ 188,40 ha; còn lại ≈ 1,35 ha; 39 dự án; vốn đăng ký trên 2.284 tỷ đồng và gần 645 triệu USD (<2024-12>); chưa có số liệu công bố riêng về: đất đã triển khai.",
  );
});

test("before anything was published, everything is said to be absent, and nothing is 0", async () => {
  const report = await reportOf("asOf=1990-01-01");
  expect(report.figures).toEqual([]);
  expect(report.series).toEqual([]);
  const ids = report.sections.flatMap(({ sentences }) => sentences.map(({ id }) => id));
  for (const language of ["vi", "en"] as const) {
    const absent = language === "vi" ? /chưa có số liệu công bố/ : /no published figure/;
    for (const id of ids) {
      expect(told(report, id, language)).toMatch(absent);
      expect(told(report, id, language)).not.toMatch(/\d/);
    }
  }
});

describe("words hold no numbers of their own", () => {
  const wordings = SENTENCES.flatMap(({ id, clauses }) => clauses.flat().map((words): [string, Words] => [id, words]));
  const digitsIn = ({ vi, en }: Words) => /\d/.test(`${vi} ${en}`.replaceAll(/\{[^}]*\}/g, ""));

  test.each(wordings)("%s: %j", (_, words) => {
    expect(digitsIn(words)).toBe(false);
    expect(metricsIn(words.en).toSorted()).toEqual(metricsIn(words.vi).toSorted());
  });

  test("a digit in them is found", () => {
    expect(digitsIn({ vi: "có {markets} chợ hạng 1", en: "" })).toBe(true);
    expect(digitsIn({ vi: "có {marketsClass1} chợ", en: "" })).toBe(false);
  });

  test.each(["", DAY_OF_PLAN, "data=illustrative", "asOf=1990-01-01"])("none is sent with ?%s", async (query) => {
    const { sections } = await reportOf(query);
    const texts = sections.flatMap(({ sentences }) =>
      sentences.flatMap(({ vi, en }) => [...vi, ...en].flatMap((part) => ("text" in part ? [part.text] : []))),
    );
    expect(texts.filter((text) => /\d/.test(text))).toEqual([]);
    for (const { sentences } of sections)
      for (const { vi, en, id } of sentences) {
        const named = (parts: SentencePart[]) =>
          parts.flatMap((part) => ("figure" in part ? [part.figure] : [])).toSorted();
        expect(named(en), id).toEqual(named(vi));
      }
  });
});

test("every figure of the report can be opened, and is the one of its page", async () => {
  const { figures, sections, series } = await reportOf();
  for (const figure of figures.filter((_, index) => index % 5 === 0)) {
    expect((await server.get<{ figure: Figure }>(`/api/figures/${figure.id}`)).figure).toEqual(figure);
  }
  const sent = new Set(figures.map(({ id }) => id));
  const named = [
    ...series.flatMap((one) => one.figures),
    ...sections.flatMap(({ sentences }) =>
      sentences.flatMap(({ vi, en }) => [...vi, ...en].flatMap((part) => ("figure" in part ? [part.figure] : []))),
    ),
  ];
  expect(named.filter((id) => !sent.has(id))).toEqual([]);
});

test("a changed figure changes exactly the sentences that name it", async () => {
  const row = await server.db.transaction({ role: "reader", readOnly: true }, async (tx) => {
    const { rows } = await tx.query<{ body: SituationRow }>(situationSql, ["vinh-long", REPORT_METRICS]);
    return rows[0]!.body;
  });
  const tell = (figures: readonly Figure[]) => {
    const report = situationReport(new Situation({ ...row, figures }), undefined);
    const ids = report.sections.flatMap(({ sentences }) => sentences.map(({ id }) => id));
    return new Map(ids.map((id) => [id, told(report, id, "vi")]));
  };
  const before = tell(row.figures);
  const report = situationReport(new Situation(row), undefined);
  for (const id of ["three-zones.leasedHa.2015-06", "hoa-phu.occupancyShare.2024-12", "vinh-long.markets.2025-2026"]) {
    const after = tell(row.figures.map((figure) => (figure.id === id ? { ...figure, value: 0.1234 } : figure)));
    const changed = [...before]
      .filter(([sentence, words]) => after.get(sentence) !== words)
      .map(([sentence]) => sentence);
    const naming = report.sections
      .flatMap(({ sentences }) => sentences)
      .filter(({ vi }) => vi.some((part) => "figure" in part && part.figure === id));
    expect(changed).toEqual(naming.map((sentence) => sentence.id));
    expect(changed).toHaveLength(1);
  }
});

test("series hold values of their own days only, oldest first, and no repeated print", async () => {
  const { series, figures } = await reportOf();
  const of = (subject: string, metric: string) =>
    series
      .find((one) => one.subject.id === subject && one.metric === metric)
      ?.figures.map((id) => figures.find((figure) => figure.id === id)!);
  expect(of("hoa-phu", "occupancyShare")?.map(({ period, value }) => [period, value])).toEqual([
    ["2021-07", 0.754203],
    ["2024-12", 0.9929],
  ]);
  expect(of("three-zones", "leasedHa")?.map(({ period }) => period)).toEqual(["2015-06"]);
  for (const { figures: ids } of series) expect(new Set(ids).size).toBe(ids.length);
});
