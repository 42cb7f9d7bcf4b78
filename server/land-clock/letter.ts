import type { Day } from "#contracts/calendar-day.ts";
import type { ClockCaveat, ClockEvidence, ClockLaw, ClockReading, ClockRule } from "#contracts/legal-clock.ts";

/** A lot whose clock calls for a letter, with what the letter has to name. */
export type LandAlert = {
  readonly reading: ClockReading;
  readonly enterprise: string;
  readonly site: string;
  readonly lotCode: string;
  readonly areaHa: number;
  readonly contract: { readonly number: string; readonly signedOn: Day } | null;
};

/**
 * Text of the template, or a name, number or date written from a member of the alert (or of a rule) that `from` names: the
 * template itself has no digit.
 */
export type LetterRun =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bound"; readonly text: string; readonly from: string; readonly value: string | number };
export type LetterBlock = { readonly kind: "heading" | "paragraph" | "item"; readonly runs: readonly LetterRun[] };

/** A draft for the office to check, number, date and sign; nothing is sent. Laid out by whatever makes documents. */
export type LetterContent = {
  readonly subject: readonly LetterRun[];
  readonly addressee: readonly LetterRun[];
  readonly blocks: readonly LetterBlock[];
  /** For the officer, not for the addressee: what to check before signing. */
  readonly cautions: readonly string[];
};

const bound = (from: string, value: string | number, text = String(value)): LetterRun => ({
  kind: "bound",
  text,
  from,
  value,
});
const day = (from: string, value: Day): LetterRun => bound(from, value, value.split("-").toReversed().join("/"));
const hectares = (from: string, value: number): LetterRun =>
  bound(from, value, value.toLocaleString("vi-VN", { maximumFractionDigits: 4, useGrouping: true }));

/** Template with its runs: text between them becomes text runs. */
const say = (strings: TemplateStringsArray, ...runs: readonly (LetterRun | readonly LetterRun[])[]): LetterRun[] =>
  strings
    .flatMap((text, index): LetterRun[] => [{ kind: "text", text }, ...[runs[index] ?? []].flat()])
    .filter(({ text }) => text !== "");
const paragraph = (runs: readonly LetterRun[]): LetterBlock => ({ kind: "paragraph", runs });
const item = (runs: readonly LetterRun[]): LetterBlock => ({ kind: "item", runs });
const heading = (text: string): LetterBlock => ({ kind: "heading", runs: [{ kind: "text", text }] });

const CLAUSE = /^(Điều [\d, ]*\d)(?: (khoản [^;]*?))?(?: (điểm .*))?$/;
/** `Điều 64 khoản 1 điểm i` of the data in the order of a document: `điểm i khoản 1 Điều 64`. */
const cite = (article: string): string =>
  CLAUSE.exec(article)?.slice(1).toReversed().filter(Boolean).join(" ") ?? article;

function documentName(rule: ClockRule, number: string): string {
  if (number.endsWith("NĐ-CP")) return `Nghị định số ${number}`;
  return rule.topic === "counting" ? `Bộ luật số ${number}` : `Luật số ${number}`;
}

/** `điểm i khoản 1 Điều 64 Luật số 45/2013/QH13` for each document of a rule. */
const citations = (rule: ClockRule): LetterRun[] =>
  rule.documentNumber.split("; ").map((number, index) => {
    const article = cite(rule.article.split("; ")[index] ?? "");
    return bound(`rules.${rule.id}`, rule.id, `${article} ${documentName(rule, number)}`);
  });

/** The sentence about a fact that the reading rests on. */
function evidenceRuns(fact: ClockEvidence, index: number): LetterRun[] {
  const at = (member: string) => `reading.evidence.${index}.${member}`;
  const on = "on" in fact ? day(at("on"), fact.on) : [];
  const paper =
    "document" in fact && fact.document !== undefined ? say` (văn bản số ${bound(at("document"), fact.document)})` : [];
  switch (fact.kind) {
    case "handover":
      return say`Đất được bàn giao trên thực địa ngày ${on}.`;
    case "leaseStarted":
      return say`Hợp đồng thuê đất bắt đầu ngày ${on}; chưa có biên bản bàn giao đất trên thực địa.`;
    case "leaseEnded":
      return say`Việc thuê đất kết thúc ngày ${on}.`;
    case "useStarted":
      return say`Đất được đưa vào sử dụng ngày ${on}${paper}.`;
    case "useStopped":
      return say`Việc sử dụng đất dừng ngày ${on}${paper}.`;
    case "useResumed":
      return say`Việc sử dụng đất tiếp tục từ ngày ${on}${paper}.`;
    case "scheduleMet":
      return say`Tiến độ đã đăng ký hoàn thành ngày ${on}${paper}.`;
    case "scheduleRegistered":
      return say`Tiến độ ghi trong dự án${paper}: đưa toàn bộ đất vào sử dụng trước hết ngày ${day(at("dueOn"), fact.dueOn)}.`;
    case "extension":
      return say`Thời gian được gia hạn sử dụng đất: từ ngày ${day(at("from"), fact.from)} đến ngày ${day(at("to"), fact.to)}${paper}.`;
    case "forceMajeure":
      return fact.to === null
        ? say`Thời gian chịu ảnh hưởng của bất khả kháng: từ ngày ${day(at("from"), fact.from)}, chưa kết thúc${paper}.`
        : say`Thời gian chịu ảnh hưởng của bất khả kháng: từ ngày ${day(at("from"), fact.from)} đến ngày ${day(at("to"), fact.to)}${paper}.`;
  }
}

/** What the reading found, in one sentence. */
function finding({ clock, state, term, asOf, deadline, elapsedDays, daysLeft }: Running, rule: ClockRule): LetterRun[] {
  const asked = day("reading.asOf", asOf);
  const months = bound(`rules.${rule.id}.months`, rule.months ?? 0);
  const end = day("reading.deadline", deadline);
  const left = bound("reading.daysLeft", daysLeft, String(Math.abs(daysLeft)));
  const elapsed = bound("reading.elapsedDays", elapsedDays);
  const failing =
    clock === "unused"
      ? say`Tính đến ngày ${asked}, khu đất chưa được đưa vào sử dụng ${elapsed} ngày (không kể thời gian bất khả kháng)`
      : say`Tính đến ngày ${asked}, việc sử dụng đất chậm ${elapsed} ngày so với tiến độ ghi trong dự án (không kể thời gian bất khả kháng)`;
  const limit =
    term === "extension"
      ? say`thời gian được gia hạn`
      : clock === "unused"
        ? say`thời hạn ${months} tháng liên tục theo quy định`
        : say`thời hạn chậm ${months} tháng theo quy định`;
  return state === "overdue"
    ? say`${failing}; ${limit} đã hết ngày ${end}, quá ${left} ngày.`
    : say`${failing}; ${limit} sẽ hết vào ngày ${end}, còn ${left} ngày.`;
}

const CAUTIONS: Readonly<Record<ClockCaveat, string>> = {
  handoverAssumed: "Chưa có ngày bàn giao đất trên thực địa: đang tính từ ngày bắt đầu thuê. Cần biên bản bàn giao.",
  countedFromStop: "Tính lại từ ngày dừng sử dụng là cách hiểu; luật viết kể từ khi nhận bàn giao đất.",
  lowConfidenceRule: "Có quy định chưa đọc được nguyên văn: đối chiếu văn bản trước khi ký.",
  beganBeforeRules: "Thời hạn bắt đầu trước quy định sớm nhất có trong dữ liệu.",
  forceMajeureNotCovered: "Có thời gian bất khả kháng mà quy định lúc đó chưa có trong dữ liệu: không được trừ.",
  extensionBeyondLimit: "Thời gian gia hạn đã ghi dài hơn mức luật cho phép: chỉ tính đến mức đó.",
  extensionFeeUnpaid: "Chưa ghi nhận việc nộp tiền cho thời gian gia hạn.",
  holidaysNotListed: "Chưa có lịch nghỉ lễ của năm hết hạn: chỉ tránh thứ bảy, chủ nhật.",
  noCountingRule: "Chưa có quy định về cách tính thời hạn của ngày hết hạn: không dời ngày nghỉ.",
  subleaseFromDeveloper:
    "Đất thuê lại của chủ đầu tư hạ tầng: quy định viết cho đất Nhà nước giao, cho thuê; kiểm tra hợp đồng thuê lại và căn cứ áp dụng.",
};

type Running = ClockReading & { readonly deadline: Day; readonly elapsedDays: number; readonly daysLeft: number };
const calls = (reading: ClockReading): reading is Running =>
  ["dueSoon", "overdue"].includes(reading.state) && reading.deadline !== null;

/** What is asked of the enterprise: proof, a plan, and where the law still allows it a request for extension. */
function requests({ state, term }: ClockReading): LetterBlock[] {
  const common = [
    item(
      say`Báo cáo bằng văn bản tình hình sử dụng đất, nguyên nhân chậm và kế hoạch đưa đất vào sử dụng, kèm tài liệu chứng minh.`,
    ),
    item(say`Trường hợp có thời gian bất khả kháng, gửi kèm văn bản của cơ quan có thẩm quyền xác định thời gian đó.`),
  ];
  if (term === "extension") {
    return state === "overdue"
      ? [
          ...common,
          item(
            say`Hết thời gian gia hạn mà đất chưa được đưa vào sử dụng, Ban Quản lý sẽ báo cáo cơ quan có thẩm quyền xem xét thu hồi đất theo quy định.`,
          ),
        ]
      : common;
  }
  return [
    ...common,
    item(
      say`Nếu có nhu cầu gia hạn, nộp hồ sơ đề nghị gia hạn sử dụng đất và thực hiện nghĩa vụ tài chính theo quy định.`,
    ),
  ];
}

/** Draft of a letter to the lessee; null where the clock gives no cause for one (nothing runs, or there is time). */
export function draftLetter(alert: LandAlert, { rules }: Pick<ClockLaw, "rules">): LetterContent | null {
  const { reading } = alert;
  const cited = reading.ruleIds.flatMap((id) => rules.find((rule) => rule.id === id) ?? []);
  const [rule] = cited;
  if (!calls(reading) || !rule) return null;
  const enterprise = bound("enterprise", alert.enterprise);
  const lot = say`lô ${bound("lotCode", alert.lotCode)}, ${bound("site", alert.site)}`;
  const contract = alert.contract
    ? say` theo hợp đồng số ${bound("contract.number", alert.contract.number)} ngày ${day("contract.signedOn", alert.contract.signedOn)}`
    : [];
  const cause = reading.clock === "unused" ? say`đưa đất vào sử dụng` : say`tiến độ sử dụng đất`;
  return {
    subject: say`V/v đôn đốc ${cause} tại ${lot}`,
    addressee: [enterprise],
    blocks: [
      ...cited.map((each) =>
        paragraph(say`Căn cứ ${citations(each).flatMap((run, index) => (index === 0 ? [run] : [...say`; `, run]))};`),
      ),
      paragraph(
        say`Qua theo dõi việc sử dụng đất, ${enterprise} đang thuê ${lot}, diện tích ${hectares("areaHa", alert.areaHa)} ha${contract}.`,
      ),
      heading("Tình hình"),
      ...reading.evidence.map((fact, index) => item(evidenceRuns(fact, index))),
      paragraph(finding(reading, rule)),
      heading("Đề nghị"),
      paragraph(say`Ban Quản lý các khu công nghiệp đề nghị ${enterprise}, trước ngày ……, thực hiện các việc sau:`),
      ...requests(reading),
    ],
    cautions: reading.caveats.map((caveat) => CAUTIONS[caveat]),
  };
}
