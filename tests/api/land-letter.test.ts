import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, done, firstAdmin, invited, type Person } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { readDocx, readPdf } from "../helpers/document-text.ts";

type Alerts = { items: { lotCode: string | null; leaseId: number; nextStep: string; kind: string }[] };

const DAY = "on=2015-06-18&data=illustrative";
let server: TestApp;
let viewer: Person;
const leaseOf = new Map<string, number>();
beforeAll(async () => {
  server = await appForTests();
  const admin = await firstAdmin(server);
  viewer = await invited(server, admin, "người.xem", "viewer");
  const { body } = await done<Alerts>(server, "GET", `/api/land/alerts?${DAY}`, { as: viewer });
  for (const { lotCode, leaseId } of body.items) if (lotCode !== null) leaseOf.set(lotCode, leaseId);
});
afterAll(() => server.close());

const urlOf = (lot: string, format: string, query = DAY) =>
  `/api/land/alerts/${leaseOf.get(lot)}/letter/${format}?${query}`;
const fileOf = async (lot: string, format: string) => {
  const { body } = await done<{ fileName: string; document: string }>(server, "GET", urlOf(lot, format), {
    as: viewer,
  });
  return { fileName: body.fileName, bytes: Buffer.from(body.document, "base64") };
};

/** What NĐ 30/2020/NĐ-CP asks of a letter, in the order of reading. */
const FORM = [
  "UBND TỈNH VĨNH LONG",
  "Số: …………/…",
  "V/v đôn đốc đưa đất vào sử dụng tại lô HP1-C5, Khu công nghiệp Hòa Phú (giai đoạn 1)",
  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  "Độc lập - Tự do - Hạnh phúc",
  "Vĩnh Long, ngày … tháng … năm ……",
  "Kính gửi: Doanh nghiệp minh họa 12",
  "Căn cứ khoản 12 Điều 38 Luật số 13/2003/QH11;",
  "Tình hình",
  "quá 485 ngày.",
  "Đề nghị",
  "Nơi nhận:",
  "- Như trên;",
];

describe("the letter as a file", () => {
  test("is the draft in the form of a letter: subject under its number, what the office fills in left open", async () => {
    const { fileName, bytes } = await fileOf("HP1-C5", "docx");
    expect(fileName).toBe("Thư đôn đốc lô HP1-C5 2015-06-18.docx");
    const text = readDocx(bytes).paragraphs.join("\n");
    const places = FORM.map((part) => text.indexOf(part));
    expect(places.map((place, index) => (place < 0 ? FORM[index] : null)).filter(Boolean)).toEqual([]);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).not.toMatch(/undefined|null|PHỤ LỤC|BÁO CÁO/);
  });

  test("says the same as PDF, whose words can be searched", async () => {
    const { bytes } = await fileOf("HP1-C5", "pdf");
    const { text, pages } = await readPdf(bytes);
    for (const part of FORM) expect(text).toContain(part);
    expect(pages[0]?.size).toEqual([595, 842]);
  });

  test.each(["docx", "pdf"])("of made-up data says so, and is the same bytes again: %s", async (format) => {
    const [one, other] = [await fileOf("HP1-C5", format), await fileOf("HP1-C5", format)];
    expect(one.bytes.equals(other.bytes)).toBe(true);
    const said = format === "pdf" ? (await readPdf(one.bytes)).text : Object.values(readDocx(one.bytes).parts).join();
    expect(said).toContain("MINH HỌA");
  });

  test("is not made where there is no cause, no such lease, or no such format", async () => {
    const statusOf = async (url: string) => (await ask(server, "GET", url, { as: viewer })).statusCode;
    expect(await statusOf(urlOf("HP2-D7", "pdf"))).toBe(404);
    expect(await statusOf(urlOf("HP1-C5", "pdf", "on=2015-06-18"))).toBe(404);
    expect(await statusOf(urlOf("HP1-C5", "xlsx"))).toBe(400);
    expect(await statusOf(urlOf("HP1-C5", "pdf", "data=illustrative"))).toBe(400);
  });
});
