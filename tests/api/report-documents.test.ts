import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problem } from "#contracts/problem.ts";
import { REPORT_FORMATS, REPORT_MEDIA_TYPES } from "#contracts/report-formats.ts";
import type { Report } from "#contracts/reports.ts";
import type { DocumentContent } from "#server/documents/content.ts";
import { withCitations } from "#server/documents/form.ts";
import { makeDocument } from "#server/documents/make-document.ts";
import { REPORT_METRICS, Situation, type SituationRow } from "#server/features/reports/situation.ts";
import { situationDocument } from "#server/features/reports/situation-document.ts";
import { situationReport } from "#server/features/reports/situation-report.ts";
import situationSql from "#server/features/reports/situation.sql?raw";
import * as z from "zod/mini";
import { type TestApp, appForTests } from "../helpers/app.ts";
import { readDocx, readPdf, searchable } from "../helpers/document-text.ts";

let server: TestApp;
let content: DocumentContent;
beforeAll(async () => {
  server = await appForTests();
  content = await server.db.transaction({ role: "reader", readOnly: true }, async (tx) => {
    const { rows } = await tx.query<{ body: SituationRow }>(situationSql, ["vinh-long", REPORT_METRICS]);
    const situation = new Situation(rows[0]!.body);
    return situationDocument(situation, situationReport(situation, undefined), {
      knownOn: undefined,
      isIllustrative: false,
    });
  });
});
afterAll(() => server.close());

const fileOf = async (format: string, query = "") => {
  const response = await server.app.inject(`/api/reports/situation/${format}?${query}`);
  expect(response.statusCode, response.body.slice(0, 300)).toBe(200);
  return response;
};
const DAY_OF_PLAN = "asOf=2015-06-18";
const PLAN_SENTENCE =
  "Tính đến tháng 06/2015, Khu công nghiệp Hòa Phú, Khu công nghiệp Bình Minh và Tuyến công nghiệp Cổ Chiên đã thu hút 36[1] dự án được cấp giấy chứng nhận đầu tư (11[1] dự án có vốn đầu tư nước ngoài và 25[1] dự án có vốn đầu tư trong nước), với tổng vốn triển khai 985,5 tỷ đồng,[1] đạt 25,06 %[1] so với số vốn đăng ký 3.931,2 tỷ đồng;[1] diện tích đất triển khai được 86,3 ha,[1] đạt 49,18 %[1] so với 175,42 ha[1] đã thuê.";
const MARKETS =
  "Tính đến tháng 06/2015, toàn tỉnh có 116[1] chợ (02[1] chợ hạng 1, 25[1] chợ hạng 2 và 89[1] chợ hạng 3); siêu thị: 5.[1]";
/** Readers of PDF find a raised number as a word of its own. */
const apart = (text: string) => searchable(text.replaceAll(/ ?(\[[\d, ]+\]) ?/g, " $1 "));

/** What NĐ 30/2020/NĐ-CP asks of the first page, in the order of reading. */
const FORM = [
  "UBND TỈNH VĨNH LONG",
  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  "Độc lập - Tự do - Hạnh phúc",
  "BÁO CÁO",
  "Tình hình khu, cụm công nghiệp và chợ trên địa bàn tỉnh Vĩnh Long",
  "Kính gửi:",
  "I. Khu, tuyến công nghiệp",
  "II. Cụm công nghiệp",
  "III. Chợ, siêu thị",
  "Trên đây là báo cáo",
  "Nơi nhận:",
  "PHỤ LỤC",
  "Biểu 1. Khu, tuyến công nghiệp",
  "Biểu 4. Số tổng của tỉnh về cụm công nghiệp, chợ và siêu thị",
  "Nguồn số liệu",
];
const BLANKS = ["Số: …………/BC-…", "Vĩnh Long, ngày … tháng … năm ……", "CHỨC VỤ CỦA NGƯỜI KÝ", "Lưu: VT"];

describe("PDF", () => {
  test("can be searched: the Plan's sentence with every diacritic and the number of its source", async () => {
    const { text, pages, info } = await readPdf((await fileOf("pdf", DAY_OF_PLAN)).rawPayload);
    expect(apart(text)).toContain(apart(PLAN_SENTENCE));
    expect(apart(text)).toContain(apart(MARKETS));
    expect(text).toContain("1013/QĐ-UBND");
    expect(pages[0]?.size).toEqual([595, 842]);
    expect(pages.at(-1)?.size).toEqual([842, 595]);
    expect(info["Language"]).toBe("vi-VN");
  });

  test("has the administrative form: all its parts in order, what the office fills in left open", async () => {
    const { text, pages } = await readPdf((await fileOf("pdf")).rawPayload);
    const places = FORM.map((part) => text.indexOf(part));
    expect(places.map((place, index) => (place < 0 ? FORM[index] : null)).filter(Boolean)).toEqual([]);
    for (const blank of BLANKS) expect(text).toContain(blank);
    // Numbered from the second page on.
    expect(pages.map(({ top }) => top).slice(1)).toEqual(pages.slice(1).map((_, index) => String(index + 2)));
    expect(pages[0]?.top).not.toMatch(/\d/);
  });

  test("embeds its fonts, so that it looks the same everywhere", async () => {
    const bytes = (await fileOf("pdf")).rawPayload.toString("latin1");
    const fonts = [...bytes.matchAll(/\/FontName \/([A-Z]{6}\+)?([\w-]+)/g)].map(([, , name]) => name);
    expect(new Set(fonts)).toEqual(new Set(["Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"]));
    expect(bytes.match(/\/FontFile2 /g)).toHaveLength(4);
  });
});

describe("DOCX", () => {
  test("says the same, paragraph by paragraph", async () => {
    const { paragraphs } = readDocx((await fileOf("docx", DAY_OF_PLAN)).rawPayload);
    expect(paragraphs).toContain(PLAN_SENTENCE);
    expect(paragraphs).toContain(MARKETS);
    const text = paragraphs.join(" ");
    for (const part of FORM.slice(1)) expect(text).toContain(part);
    for (const blank of BLANKS) expect(text).toContain(blank);
  });

  test("is A4 with the margins of the decree, and Times New Roman", async () => {
    const { parts } = readDocx((await fileOf("docx")).rawPayload);
    const [body, appendix] = [...(parts["word/document.xml"] ?? "").matchAll(/<w:pgSz [^>]*>|<w:pgMar [^>]*>/g)].reduce<
      string[][]
    >(
      (sections, [tag]) => (tag.startsWith("<w:pgSz") ? [...sections, [tag]] : (sections.at(-1)?.push(tag), sections)),
      [],
    );
    expect(body?.[0]).toMatch(/w:w="11906" w:h="16838"/);
    expect(appendix?.[0]).toMatch(/w:w="16838" w:h="11906" w:orient="landscape"/);
    // Twentieths of a point: 30 mm, 15 mm, 20 mm.
    expect(body?.[1]).toMatch(/w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/);
    expect(parts["word/styles.xml"]).toContain('w:ascii="Times New Roman"');
    expect(parts["word/styles.xml"]).toContain('<w:sz w:val="27"/>');
  });
});

describe("every number of the documents", () => {
  test("cites at least one source, and every source is listed", async () => {
    const known = new Set(content.sources.map(({ number }) => number));
    const numbers = content.sections.flatMap(({ paragraphs }) =>
      paragraphs.flatMap((runs) => runs.filter((run) => run.kind === "number")),
    );
    expect(numbers.length).toBeGreaterThan(30);
    const cells = content.tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells: row }) => row.filter((cell) => cell.kind === "number")),
    );
    expect(cells.length).toBeGreaterThan(60);
    for (const { notes, text } of [...numbers, ...cells]) {
      expect(notes, text).not.toEqual([]);
      for (const note of notes) expect(known).toContain(note);
    }
    expect(content.sources.map(({ number }) => number)).toEqual(content.sources.map((_, index) => index + 1));
  });

  test("no words but those of data and dates hold digits", () => {
    const words = content.sections.flatMap(({ paragraphs }) =>
      paragraphs.flatMap((runs) => runs.flatMap((run) => (run.kind === "text" ? [run.text] : []))),
    );
    // Periods, names of metrics (chợ hạng 1) and of sites (giai đoạn 1), and what sources said are data.
    const allowed = /^(?:[\d/–]+|khoảng [\d–]+|.*hạng \d|cụm giai đoạn .*|.*\(giai đoạn \d.*\)|- .*)$/;
    expect(words.filter((text) => /\d/.test(text) && !allowed.test(text))).toEqual([]);
  });

  test("no cell is empty but for units of counts and heads of groups", () => {
    const empty = content.tables.flatMap(({ name, columns, rows }) =>
      rows.flatMap(({ cells }) => {
        expect(cells).toHaveLength(columns.length);
        const isHead = cells.slice(1).every((cell) => cell.kind === "text" && cell.text === "");
        return isHead
          ? []
          : cells.flatMap((cell, column) => (cell.text === "" && column !== 1 ? [`${name} ${column}`] : []));
      }),
    );
    expect(empty).toEqual([]);
  });
});

test("words and citations: punctuation goes before the number of a source, and nothing is lost", () => {
  const pieces = withCitations([
    { kind: "text", text: "có (" },
    { kind: "number", text: "11", boundTo: "a", notes: [1] },
    { kind: "text", text: "), đạt " },
    { kind: "number", text: "5 %", boundTo: "b", notes: [1, 2] },
    { kind: "sources", notes: [3] },
    { kind: "text", text: " hết." },
  ]);
  expect(pieces).toEqual([
    { text: "có (11),", notes: [1], gap: " " },
    { text: "đạt 5 %", notes: [1, 2], gap: "" },
    { text: "", notes: [3], gap: " " },
    { text: "hết.", notes: [], gap: "" },
  ]);
});

describe("made-up data", () => {
  const WARNING = "CÓ SỐ LIỆU MINH HỌA, KHÔNG DÙNG LÀM SỐ LIỆU CHÍNH THỨC";

  test("are off unless asked for", async () => {
    const { text } = await readPdf((await fileOf("pdf")).rawPayload);
    expect(text).not.toContain("minh họa");
    expect(text).not.toContain("MINH HỌA");
  });

  test("are named on every page, behind every number, in the title and in the file's name", async () => {
    const pdf = await fileOf("pdf", "data=illustrative");
    const { text, pages } = await readPdf(pdf.rawPayload);
    for (const page of pages) expect(page.text).toContain(WARNING);
    expect(text).toContain("(có số liệu minh họa)");
    expect(text).toMatch(/\d ha \(minh họa\)/);
    expect(pdf.headers["content-disposition"]).toContain("minh-hoa");
    const { textOf, parts } = readDocx((await fileOf("docx", "data=illustrative")).rawPayload);
    const headers = Object.keys(parts).filter((name) => /^word\/header\d+\.xml$/.test(name));
    expect(headers.length).toBeGreaterThan(1);
    for (const name of headers) expect(textOf(parts[name])).toContain(WARNING);
  });
});

describe("as files", () => {
  test.each(REPORT_FORMATS)("%s has its type, a name in ASCII and in Vietnamese, and a validator", async (format) => {
    const url = `/api/reports/situation/${format}?${DAY_OF_PLAN}`;
    const first = await server.app.inject({ url, headers: { "accept-encoding": "br, gzip" } });
    expect(first.headers["content-type"]).toBe(REPORT_MEDIA_TYPES[format]);
    expect(first.headers["content-encoding"]).toBeUndefined();
    const [, ascii, own = ""] =
      /^attachment; filename="([\x20-\x7e]+)"; filename\*=UTF-8''([\w%.-]+)$/.exec(
        String(first.headers["content-disposition"]),
      ) ?? [];
    expect(ascii).toBe(`bao-cao-khu-cum-cong-nghiep-cho-2015-06-18.${format}`);
    expect(decodeURIComponent(own)).toBe(`Báo cáo khu, cụm công nghiệp và chợ 2015-06-18.${format}`);
    const etag = String(first.headers.etag);
    const second = await server.app.inject({ url, headers: { "if-none-match": etag } });
    expect([second.statusCode, second.body]).toEqual([304, ""]);
    const head = await server.app.inject({ method: "HEAD", url });
    expect([head.statusCode, head.headers.etag, head.body]).toEqual([200, etag, ""]);
    const other = await server.app.inject({ method: "POST", url });
    expect([other.statusCode, other.headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  test.each(REPORT_FORMATS)("the same data in %s are the same bytes, whenever they are written", async (format) => {
    const first = await makeDocument(format, content);
    const later = await makeDocument(format, content);
    expect(Buffer.compare(first, later)).toBe(0);
    expect(Buffer.compare(first, (await fileOf(format)).rawPayload)).toBe(0);
  });

  test.each([
    ["/api/reports/situation/odt", 404, "/problems/not-found"],
    ["/api/reports/monthly/pdf", 404, "/problems/not-found"],
    ["/api/reports/monthly", 404, "/problems/not-found"],
    ["/api/reports/situation/pdf?asOf=2015-02-30", 400, "/problems/invalid-request"],
    ["/api/reports/situation/pdf?data=real", 400, "/problems/invalid-request"],
    ["/api/reports/situation/xlsx?lang=en", 400, "/problems/invalid-request"],
  ])("%s is %i", async (url, status, type) => {
    for (const language of ["vi", "en"]) {
      const response = await server.app.inject({ url, headers: { "accept-language": language } });
      expect(response.statusCode).toBe(status);
      expect(z.parse(problem, response.json()).type).toBe(type);
    }
  });

  test("20 of them at once keep the server answering, and are all there", async () => {
    const days = Array.from({ length: 20 }, (_, day) => `asOf=2016-01-${String(day + 1).padStart(2, "0")}`);
    const files = Promise.all(days.map((day, index) => fileOf(REPORT_FORMATS[index % 3] ?? "pdf", day)));
    const from = performance.now();
    expect((await server.app.inject("/livez")).statusCode).toBe(200);
    expect(performance.now() - from).toBeLessThan(2000);
    expect((await files).map(({ statusCode }) => statusCode)).toEqual(days.map(() => 200));
  }, 60_000);
});

test("the documents tell the report of the page", async () => {
  const report = await server.get<Report>("/api/reports/situation");
  const said = content.sections.map(({ title, paragraphs }) => [title, paragraphs.length > 0]);
  expect(said).toEqual(report.sections.map(({ titleVi }) => [titleVi, true]));
});
