import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, done, invited, type Person } from "../helpers/accounts.ts";
import { readDocx, readPdf } from "../helpers/document-text.ts";
import { cellsJson } from "../helpers/land.ts";
import { type LandApi, openLand, type Row } from "../helpers/land-api.ts";

type File = { fileName: string; document: string };
const MADE_UP = "data=illustrative";

let land: LandApi;
let elsewhere: Person;
/** The made-up report of Bình Minh for the last quarter of the Plan. */
let approved: Row;
let lines: Record<string, unknown>[];
beforeAll(async () => {
  land = await openLand();
  elsewhere = await invited(land.server, land.admin, "xem.hòa.phú", "viewer", { siteId: "hoa-phu", communeId: null });
  const { items: periods } = await land.read<{ items: Row[] }>(`/api/land/periods?${MADE_UP}`);
  const period = periods.find(({ toDay, kind }) => toDay === "2015-06-30" && kind === "quarter")!;
  const { items: reports } = await land.read<{ items: Row[] }>(
    `/api/land/reports?${MADE_UP}&periodId=${period.id}&siteId=binh-minh`,
  );
  approved = reports[0]!;
  ({ items: lines } = await land.read<{ items: Record<string, unknown>[] }>(
    `/api/land/reports/${approved.id}/lines?${MADE_UP}`,
  ));
});
afterAll(() => land.server.close());

const fileOf = async (id: number, format: string, query = MADE_UP) => {
  const { fileName, document } = await land.read<File>(`/api/land/reports/${id}/file/${format}?${query}`);
  return { fileName, bytes: Buffer.from(document, "base64") };
};
const sum = (field: string) =>
  Number(
    lines
      .reduce((total, { line }) => total + Number((line as Record<string, number> | null)?.[field] ?? 0), 0)
      .toFixed(6),
  );
const inVietnamese = (value: number) =>
  value.toLocaleString("vi-VN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

describe("an approved report of a period", () => {
  test("as a document has the administrative form, the sums of its lines, and says that it is made up", async () => {
    const { bytes, fileName } = await fileOf(approved.id, "docx");
    expect(fileName).toBe("Báo cáo Khu công nghiệp Bình Minh 2015-04-01 đến 2015-06-30.docx");
    const text = readDocx(bytes).paragraphs.join("\n");
    for (const part of [
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "BÁO CÁO",
      "từ ngày 01/04/2015 đến ngày 30/06/2015",
      `Có ${lines.length} dự án có giấy chứng nhận đến ngày cuối kỳ`,
      `vốn thực hiện lũy kế là ${inVietnamese(sum("implementedBillionVnd"))}`,
      `đất đã triển khai theo báo cáo là ${inVietnamese(sum("deployedHa"))}`,
      "Nơi nhận:",
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("chưa duyệt");
  });

  test("as a PDF says the same, with its tables", async () => {
    const { text } = await readPdf((await fileOf(approved.id, "pdf")).bytes);
    expect(text).toContain("Số liệu của kỳ theo dự án");
    expect(text).toContain("So với báo cáo đã duyệt gần nhất");
    expect(text).toContain("CÓ SỐ LIỆU MINH HỌA");
    expect(text).toContain(inVietnamese(sum("implementedBillionVnd")));
  });

  test("as a workbook has totals and shares as formulas over its own cells", async () => {
    const parts = unzipSync((await fileOf(approved.id, "xlsx")).bytes);
    const sheets = Object.entries(parts).filter(([name]) => name.startsWith("xl/worksheets/sheet"));
    const xml = sheets.map(([, part]) => strFromU8(part)).join("\n");
    expect(xml).toContain(`SUM(${lines.flatMap(({ line }, row) => (line ? [`E${row + 3}`] : [])).join(",")})`);
    expect(xml).toContain("E3/C3");
    expect(xml).not.toMatch(/SUM\(\)/);
  });
});

describe("one that is not approved", () => {
  test("says so wherever it is read, and what does not agree", async () => {
    const lot = await land.add("lots", {
      siteId: "binh-minh",
      code: "F1",
      geometry: cellsJson(100, 0),
      statedAreaHa: 1.2,
      use: "industrial",
      inForce: { from: "2012-01-01", endedOn: null },
    });
    const enterprise = await land.add("enterprises", { nameVi: "Công ty thử" });
    const project = await land.add("projects", {
      siteId: "binh-minh",
      enterpriseId: enterprise.id,
      nameVi: "Dự án thử",
    });
    await land.add("project-versions", {
      projectId: project.id,
      kind: "first",
      issuedOn: "2012-03-01",
      isFdi: false,
      registeredBillionVnd: 80.5,
    });
    await land.add("leases", {
      lotId: lot.id,
      projectId: project.id,
      contractNumber: "HĐ-1",
      during: { from: "2012-06-01", endedOn: "2050-01-01" },
      areaHa: 1.1,
    });
    const period = await land.add("periods", { ruleId: "plan-quarter", year: 2016, number: 3 });
    const report = await land.add("reports", { periodId: period.id, siteId: "binh-minh" });
    await land.add("report-projects", {
      reportId: report.id,
      projectId: project.id,
      implementedBillionVnd: 90,
      deployedHa: 0.7,
    });
    const { paragraphs } = readDocx((await fileOf(report.id, "docx", "")).bytes);
    const text = paragraphs.join("\n");
    expect(text).toContain("chưa duyệt, lưu hành nội bộ");
    expect(text).toContain("Dự án thử: vốn thực hiện 90,00 tỷ đồng, lớn hơn vốn đăng ký 80,50 tỷ đồng.");
    // What nobody has said is no zero.
    expect(text).toContain("ha. Lao động chưa có số liệu.");
    expect(text).not.toContain("MINH HỌA");
  });

  test("says capital in the one currency it was filed in, neither converted nor missing", async () => {
    const enterprise = await land.add("enterprises", { nameVi: "Công ty nước ngoài thử" });
    const [project, silent] = await Promise.all(
      ["Dự án bằng đô la", "Dự án chưa nói gì"].map(async (nameVi) => {
        const added = await land.add("projects", { siteId: "hoa-phu-1", enterpriseId: enterprise.id, nameVi });
        await land.add("project-versions", {
          projectId: added.id,
          kind: "first",
          issuedOn: "2012-03-01",
          isFdi: true,
          registeredMillionUsd: 12.5,
        });
        return added;
      }),
    );
    const period = await land.add("periods", { ruleId: "plan-quarter", year: 2016, number: 2 });
    const report = await land.add("reports", { periodId: period.id, siteId: "hoa-phu-1" });
    const wordsOf = async () => readDocx((await fileOf(report.id, "docx", "")).bytes).paragraphs.join("\n");
    const before = await wordsOf();
    expect(before).toContain(
      "Vốn đăng ký theo giấy chứng nhận là 25,00 triệu USD; vốn thực hiện lũy kế chưa có số liệu. Vốn ghi bằng",
    );
    await land.add("report-projects", {
      reportId: report.id,
      projectId: project!.id,
      implementedMillionUsd: 7.25,
      jobs: 40,
    });
    const after = await wordsOf();
    expect(after).toContain("vốn thực hiện lũy kế là 7,25 triệu USD (chưa kể 1 dự án chưa có số liệu này).");
    expect(after).toContain("Lao động là 40 người (chưa kể 1 dự án chưa có số liệu này).");
    for (const text of [before, after]) expect(text).not.toMatch(/\d tỷ đồng/);
    const { text } = await readPdf((await fileOf(report.id, "pdf", "")).bytes);
    expect(text).toContain("12,50");
    expect(silent!.id).not.toBe(project!.id);
  });
});

test.each([
  ["a format that is none", () => `/api/land/reports/${approved.id}/file/odt?${MADE_UP}`, 400],
  ["a report that is none", () => `/api/land/reports/999999/file/pdf?${MADE_UP}`, 404],
  ["the other data set", () => `/api/land/reports/${approved.id}/file/pdf`, 404],
])("%s is told so", async (_, url, status) => {
  expect((await ask(land.server, "GET", url(), { as: land.viewer })).statusCode).toBe(status);
});

test("who reads another site finds none", async () => {
  const { statusCode } = await ask(land.server, "GET", `/api/land/reports/${approved.id}/file/pdf?${MADE_UP}`, {
    as: elsewhere,
  });
  expect(statusCode).toBe(404);
  await done(land.server, "GET", `/api/land/reports?${MADE_UP}`, { as: elsewhere });
});
