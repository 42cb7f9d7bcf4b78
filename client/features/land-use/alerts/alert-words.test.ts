import { describe, expect, test } from "vitest";
import type { LandAlert } from "#contracts/land-alerts.ts";
import { NBSP } from "#contracts/spelling.ts";
import { alertsCsv, alertWords, stepWords, type Teller } from "./alert-words.ts";
import { words as en } from "./words-en.ts";
import { words as vi } from "./words-vi.ts";

const RULE = {
  id: "unused-2013",
  topic: "unused",
  documentNumber: "45/2013/QH13",
  article: "Điều 64 khoản 1 điểm i",
  months: 12,
  confidence: "medium",
  sourceId: "land-law-2013",
} as const;
const teller: Teller = {
  words: vi,
  language: "vi",
  siteName: () => "KCN Hòa Phú",
  periodDays: (id) => (id === 7 ? { from: "2015-01-01", to: "2015-03-31" } : null),
  rules: [RULE],
};
const inEnglish: Teller = { ...teller, words: en, language: "en" };

type Reading = LandAlert["readings"][number];
type Fact = LandAlert["evidence"][number];
const fact = (key: Fact["key"], more: Partial<Fact> = {}): Fact => ({
  key,
  on: null,
  to: null,
  value: null,
  unit: null,
  document: null,
  ...more,
});
const reading = (state: Reading["state"], more: Partial<Reading> = {}): Reading => ({
  clock: "unused",
  state,
  reason: null,
  term: "first",
  countedFrom: "2013-02-18",
  deadline: "2014-02-18",
  elapsedDays: 850,
  suspendedDays: 0,
  daysLeft: -485,
  ruleIds: ["unused-2013"],
  steps: [],
  caveats: [],
  ...more,
});
const alert = (kind: LandAlert["kind"], evidence: Fact[], more: Partial<LandAlert> = {}): LandAlert => ({
  kind,
  severity: "high",
  siteId: "hoa-phu-1",
  lotId: 1,
  lotCode: "HP1-C5",
  leaseId: 3,
  projectId: 2,
  projectNameVi: "Dự án 02",
  periodId: null,
  daysOver: null,
  evidence,
  readings: [],
  nextStep: "watch",
  ...more,
});
const idle = (one: Reading): LandAlert =>
  alert("idleLand", [fact("leased", { value: 5.94, unit: "ha" }), fact("idle", { value: 5.94, unit: "ha" })], {
    readings: [one],
  });
const told = (one: LandAlert, by = teller) => alertWords(one, by).replaceAll(NBSP, " ");

describe("idle land in words", () => {
  const BEGIN = "Lô HP1-C5: thuê 5,94 ha, chưa sử dụng phần nào; ";
  test.each([
    [reading("overdue"), "thời hạn đưa đất vào sử dụng đã hết ngày 18/02/2014, quá 485 ngày"],
    [reading("overdue", { term: "extension" }), "thời gian gia hạn đã hết ngày 18/02/2014, quá 485 ngày"],
    [
      reading("dueSoon", { daysLeft: 47, deadline: "2015-08-04" }),
      "thời hạn đưa đất vào sử dụng sẽ hết ngày 04/08/2015, còn 47 ngày",
    ],
    [
      reading("running", { clock: "behindSchedule", daysLeft: 1137, deadline: "2018-07-29" }),
      "thời hạn cho phép chậm tiến độ đang tính, đến ngày 29/07/2018, còn 1.137 ngày",
    ],
    [
      reading("suspended", { daysLeft: 42 }),
      "thời hạn đưa đất vào sử dụng đang tạm dừng vì bất khả kháng; nếu hết hôm nay thì còn 42 ngày",
    ],
    [
      reading("extended", { daysLeft: 378, deadline: "2016-06-30", term: "extension" }),
      "đã được gia hạn đến ngày 30/06/2016, còn 378 ngày",
    ],
    [
      reading("unknown", { reason: "handoverMissing", deadline: null, daysLeft: null }),
      "chưa tính được thời hạn: chưa có ngày bàn giao đất",
    ],
    [
      reading("notApplicable", { reason: "inUse", deadline: null, daysLeft: null }),
      "không có thời hạn nào đang chạy: đất đã đưa vào sử dụng",
    ],
  ])("%#", (one, words) => {
    expect(told(idle(one))).toBe(BEGIN + words);
    expect(told(idle(one), inEnglish)).not.toMatch(/undefined|null|[ăđơưạế]/);
  });
});

describe("other alerts in words", () => {
  const capital = [
    fact("certificate", { on: "2010-04-19" }),
    fact("registered", { on: "2012-11-04", value: 127.5, unit: "billionVnd" }),
    fact("implemented", { on: "2015-03-31", value: 32.8, unit: "billionVnd" }),
  ];
  test.each([
    [
      alert("lateReport", [fact("deadline", { on: "2015-04-10" })], { periodId: 7, daysOver: 69 }),
      "KCN Hòa Phú: chưa nộp báo cáo kỳ 01/01/2015 – 31/03/2015, hạn 10/04/2015, trễ 69 ngày",
    ],
    [
      alert("capitalBehind", capital),
      "Dự án 02: vốn thực hiện 32,8 tỷ đồng, bằng 25,7 % của 127,5 tỷ đồng đăng ký, cấp chứng nhận lần đầu 19/04/2010",
    ],
    [alert("capitalBeyond", capital), "Dự án 02: vốn thực hiện 32,8 tỷ đồng vượt 127,5 tỷ đồng đăng ký"],
    [
      alert("unusualChange", [
        fact("before", { on: "2014-12-31", value: 171, unit: "jobs" }),
        fact("after", { on: "2015-03-31", value: 302, unit: "jobs" }),
      ]),
      "Dự án 02: lao động từ 171 người (31/12/2014) thành 302 người (31/03/2015)",
    ],
    [
      alert("lotsDoNotSum", [
        fact("sumOfLots", { value: 119.5, unit: "ha" }),
        fact("published", { value: 121.5, unit: "ha", document: "x" }),
      ]),
      "KCN Hòa Phú: các lô cộng lại 119,5 ha, số công bố 121,5 ha, lệch 1,6 %",
    ],
    [
      alert("lotAreaDiffers", [
        fact("stated", { value: 3.98, unit: "ha" }),
        fact("measured", { value: 4.0369, unit: "ha" }),
      ]),
      "Lô HP1-C5: diện tích ghi 3,98 ha, đường bao đo được 4,0369 ha, lệch 1,4 %",
    ],
  ])("%#", (one, words) => {
    expect(told(one)).toBe(words);
    expect(told(one, inEnglish)).not.toMatch(/undefined|null/);
  });
});

test("steps name rules by their documents, and days and numbers as people write them", () => {
  const steps = [
    { key: "countedFromHandover", params: { on: "2013-02-18" } },
    { key: "ruleApplied", params: { ruleId: "unused-2013", months: 12 } },
    { key: "forceMajeureAdded", params: { days: 31, on: "2014-03-21" } },
  ];
  expect(stepWords(reading("overdue", { steps }), teller)).toEqual([
    "Tính từ ngày bàn giao đất 18/02/2013.",
    "Áp dụng Điều 64 khoản 1 điểm i, 45/2013/QH13: 12 tháng.",
    "Cộng 31 ngày bất khả kháng: đến 21/03/2014.",
  ]);
});

test("the table: a head and a line for each alert, quoted, and nothing that a program would run", () => {
  const planted = { ...idle(reading("overdue")), projectNameVi: '=HYPERLINK("x")', daysOver: 485 };
  const ahead = { ...idle(reading("running", { daysLeft: 42 })), daysOver: -42 };
  const lines = alertsCsv([planted, ahead], teller).split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^\uFEFF"Mức độ","Loại","Khu, cụm","Lô","Dự án","Nội dung","Hạn"/);
  expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
  expect(lines[1]).toContain('"2014-02-18","485","theo dõi, chưa cần gửi thư","Điều 64 khoản 1 điểm i, 45/2013/QH13"');
  expect(lines[2]).toContain('"-42"');
});
