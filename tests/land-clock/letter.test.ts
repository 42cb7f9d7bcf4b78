import { describe, expect, test } from "vitest";
import { readClock } from "#contracts/legal-clock-reading.ts";
import type { ClockFact } from "#contracts/legal-clock.ts";
import { draftLetter, type LandAlert, type LetterContent, type LetterRun } from "#server/land-clock/letter.ts";
import { CASES, leased } from "./cases.ts";
import { LAW } from "./law.ts";

const FACTS: readonly ClockFact[] = [
  { kind: "forceMajeure", from: "2017-01-01", to: "2017-01-31", document: "12/QĐ-UBND" },
  { kind: "extension", from: "2016-03-11", to: "2018-03-10", isFeePaid: true, document: "34/QĐ-UBND" },
];
const alertOn = (asOf: string, facts: readonly ClockFact[] = []): LandAlert => ({
  reading: readClock("unused", leased("2015-03-10", facts), asOf, LAW),
  enterprise: "Doanh nghiệp minh họa 07",
  site: "Khu công nghiệp Bình Minh",
  lotCode: "BM-07",
  areaHa: 4.5,
  contract: { number: "07/HĐ-MH", signedOn: "2015-02-02" },
});

const textOf = (runs: readonly LetterRun[]): string => runs.map(({ text }) => text).join("");
const runsOf = (letter: LetterContent): LetterRun[] => [
  ...letter.subject,
  ...letter.addressee,
  ...letter.blocks.flatMap(({ runs }) => runs),
];
const wholeText = (letter: LetterContent | null): string =>
  letter
    ? runsOf(letter)
        .map(({ text }) => text)
        .join("")
    : "";

describe("what the letter says", () => {
  test("overdue in the first term", () => {
    const letter = draftLetter(alertOn("2016-04-01"), LAW)!;
    expect(textOf(letter.subject)).toBe("V/v đôn đốc đưa đất vào sử dụng tại lô BM-07, Khu công nghiệp Bình Minh");
    expect(letter.blocks.map(({ runs }) => textOf(runs)).slice(0, 6)).toEqual([
      "Căn cứ điểm i khoản 1 Điều 64 Luật số 45/2013/QH13;",
      "Căn cứ Điều 152, 153 Bộ luật số 33/2005/QH11;",
      "Qua theo dõi việc sử dụng đất, Doanh nghiệp minh họa 07 đang thuê lô BM-07, Khu công nghiệp Bình Minh, diện tích 4,5 ha theo hợp đồng số 07/HĐ-MH ngày 02/02/2015.",
      "Tình hình",
      "Đất được bàn giao trên thực địa ngày 10/03/2015.",
      "Tính đến ngày 01/04/2016, khu đất chưa được đưa vào sử dụng 388 ngày (không kể thời gian bất khả kháng); thời hạn 12 tháng liên tục theo quy định đã hết ngày 10/03/2016, quá 22 ngày.",
    ]);
    expect(wholeText(letter)).toContain("nộp hồ sơ đề nghị gia hạn");
  });

  test("overdue after the extension: recovery, and every decision named", () => {
    const text = wholeText(draftLetter(alertOn("2018-05-02", FACTS), LAW));
    for (const part of [
      "điểm a, b khoản 2 Điều 15 Nghị định số 43/2014/NĐ-CP",
      "gia hạn sử dụng đất: từ ngày 11/03/2016 đến ngày 10/03/2018 (văn bản số 34/QĐ-UBND)",
      "bất khả kháng: từ ngày 01/01/2017 đến ngày 31/01/2017 (văn bản số 12/QĐ-UBND)",
      "thời gian được gia hạn đã hết ngày 10/04/2018, quá 22 ngày",
      "xem xét thu hồi đất",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("nộp hồ sơ đề nghị gia hạn");
  });

  test("behind schedule, and leased from a developer", () => {
    const lease = leased("2012-01-10", [{ kind: "scheduleRegistered", on: "2012-01-10", dueOn: "2014-12-15" }], {
      lessor: "developer",
    });
    const letter = draftLetter(
      { ...alertOn("2016-12-01"), reading: readClock("behindSchedule", lease, "2016-12-01", LAW) },
      LAW,
    )!;
    expect(wholeText(letter)).toContain(
      "việc sử dụng đất chậm 717 ngày so với tiến độ ghi trong dự án (không kể thời gian bất khả kháng); thời hạn chậm 24 tháng theo quy định sẽ hết vào ngày 15/12/2016, còn 14 ngày.",
    );
    expect(letter.cautions).toEqual([expect.stringContaining("thuê lại của chủ đầu tư hạ tầng")]);
  });
});

const digitsOf = (text: string): string => text.match(/\d/g)?.toSorted().join("") ?? "";
/** What a run is bound to says, read anew from the alert or the law. */
function bindingOf(from: string, alert: unknown): unknown {
  const [first, id, member] = from.split(".");
  const rule = first === "rules" ? LAW.rules.find((each) => each.id === id) : undefined;
  if (rule) return member === "months" ? rule.months : rule.id;
  return from.split(".").reduce((value, key) => (value as Record<string, unknown>)[key], alert);
}
/** Runs with a digit that is bound to nothing, or to something that reads otherwise. */
const looseRuns = (letter: LetterContent, alert: unknown): LetterRun[] =>
  runsOf(letter).filter((run) => {
    if (run.kind === "text") return digitsOf(run.text) !== "";
    const isCitation = run.from.startsWith("rules.") && typeof run.value === "string";
    return (
      bindingOf(run.from, alert) !== run.value || (!isCitation && digitsOf(run.text) !== digitsOf(String(run.value)))
    );
  });

test.each(CASES)("$clock: $name: a letter where the clock calls for one, no number loose", ({ clock, lease, asOf }) => {
  const alert = { ...alertOn(asOf), reading: readClock(clock, lease, asOf, LAW) };
  const letter = draftLetter(alert, LAW);
  expect(letter !== null).toBe(["dueSoon", "overdue"].includes(alert.reading.state));
  expect(letter ? looseRuns(letter, alert) : []).toEqual([]);
  expect(digitsOf(letter?.cautions.join("") ?? "")).toBe("");
});

test("a loose number is found", () => {
  const alert = alertOn("2016-04-01");
  const letter = draftLetter(alert, LAW)!;
  const planted = { ...letter, addressee: [{ kind: "text", text: "trước 30 ngày" }] as const };
  expect(looseRuns(planted, alert)).toEqual(planted.addressee);
});
