import type { Obstacle, StepAction } from "./steps.ts";
import { words as form } from "../form/words-vi.ts";
import type { Period, PeriodRule, Progress } from "./report-data.ts";

const ROMAN = ["I", "II", "III", "IV"];

/** `number` and `year` are those of the rule; of an ad hoc period its title. */
const periodName = (kind: Period["kind"], number: number, year: number): string =>
  ({
    month: `Tháng ${number}/${year}`,
    quarter: `Quý ${ROMAN[number - 1] ?? number}/${year}`,
    "half-year": `6 tháng ${number === 1 ? "đầu" : "cuối"} năm ${year}`,
    year: `Năm ${year}`,
    "ad-hoc": "",
  })[kind];

/** Texts of periods and their reports; the English ones have the same keys. */
export const words = {
  periodName,
  ofSiteKind: (kind: string): string => (kind === "cluster" ? "cụm công nghiệp" : "khu công nghiệp"),
  list: {
    title: "Các kỳ",
    none: "Chưa có kỳ báo cáo nào.",
    noneHint: "Người nhập liệu mở kỳ theo quy định, hoặc kỳ đột xuất theo văn bản yêu cầu.",
    missing: "Không có kỳ báo cáo này. Có thể liên kết đã cũ, hoặc kỳ thuộc bộ số liệu khác.",
  },
  periodStates: { open: "đang mở", closed: "đã đóng", reopened: "mở lại" } satisfies Record<Period["state"], string>,
  kinds: {
    month: "tháng",
    quarter: "quý",
    "half-year": "sáu tháng",
    year: "năm",
    "ad-hoc": "đột xuất",
  } satisfies Record<Period["kind"], string>,
  days: "Số liệu từ",
  to: "đến",
  due: "Hạn nộp",
  basis: "Căn cứ",
  confidence: { high: "độ tin cậy cao", medium: "độ tin cậy vừa", low: "độ tin cậy thấp" } satisfies Record<
    PeriodRule["confidence"],
    string
  >,
  close: "Đóng kỳ",
  reopen: "Mở lại kỳ",
  closedHint: "Kỳ đã đóng: không lập báo cáo mới; người duyệt mở lại được.",
  open: {
    title: "Mở kỳ mới",
    by: "Loại kỳ",
    year: "Năm",
    number: { month: "Tháng", quarter: "Quý", "half-year": "Nửa năm", year: "Năm", "ad-hoc": "Kỳ" } satisfies Record<
      PeriodRule["kind"],
      string
    >,
    halves: ["6 tháng đầu", "6 tháng cuối"],
    adHoc: "Đột xuất, theo văn bản yêu cầu",
    name: "Tên kỳ",
    document: "Số văn bản yêu cầu",
    from: "Từ ngày",
    to: "Đến ngày",
    due: "Hạn nộp",
    submit: "Mở kỳ",
    rule: (document: string, locator: string) => `${document}, ${locator}`,
  },
  progress: {
    title: "Tiến độ",
    site: "Địa điểm",
    state: "Báo cáo",
    late: "Quá hạn",
    action: "Việc tiếp",
    lateDays: (days: string) => `trễ ${days} ngày`,
    onTime: "chưa đến hạn",
    sum: (handedIn: number, all: number) => `${handedIn}/${all} địa điểm đã nộp`,
    sumApproved: (count: number) => `${count} đã duyệt`,
    sumLate: (count: number) => `${count} quá hạn`,
    begin: "Lập báo cáo",
    go: "Xem báo cáo",
    goOn: "Nhập số liệu",
    check: "Kiểm tra",
    none: "Chưa có địa điểm nào có lô hoặc dự án trong kỳ này.",
    states: {
      none: "chưa lập",
      draft: "đang nhập",
      submitted: "đã nộp, chờ duyệt",
      returned: "trả lại để sửa",
      approved: "đã duyệt",
    } satisfies Record<NonNullable<Progress["state"]> | "none", string>,
  },
  report: {
    asDocument: "Báo cáo thành văn bản",
    notApproved: "Báo cáo chưa duyệt: văn bản ghi rõ là chưa duyệt, lưu hành nội bộ.",
    missing: "Không có báo cáo này",
    numbered: (number: number) => (number === 1 ? "báo cáo lần đầu" : `đính chính lần ${number - 1}`),
    back: "Về kỳ báo cáo",
    returned: "Người duyệt trả lại:",
    approvedRemark: "Người duyệt ghi chú:",
    published: "Số liệu đã công bố.",
    onCard: "Xem trên bản đồ và thẻ địa điểm",
    source: "Xem nguồn đã công bố",
    log: "Diễn biến",
    byLoad: "nạp từ tệp",
    events: { draft: "lập báo cáo", submitted: "nộp", returned: "trả lại", approved: "duyệt và công bố" },
  },
  steps: {
    title: "Bước tiếp theo",
    names: {
      submit: "Nộp báo cáo",
      return: "Trả lại",
      approve: "Duyệt và công bố",
      correct: "Lập báo cáo đính chính",
    } satisfies Record<StepAction, string>,
    obstacles: {
      notEditor: "chỉ người nhập liệu của địa điểm này làm được",
      notApprover: "đang chờ người duyệt",
      needsTwoStep: "vai trò duyệt chỉ có hiệu lực khi bật xác thực hai bước (trang Tài khoản)",
      isAuthor: "người lập không tự duyệt; cần người duyệt khác",
      periodNotOver: "kỳ chưa kết thúc nên chưa duyệt được",
      periodClosed: "kỳ đã đóng; người duyệt phải mở lại kỳ trước",
      nothingEntered: "chưa có số liệu nào",
    } satisfies Record<Obstacle, string>,
    remarkReturn: "Lý do trả lại",
    remarkReturnHint: "Người lập đọc câu này để sửa.",
    remarkApprove: "Ghi chú khi duyệt (không bắt buộc)",
    approveHint:
      "Sau khi duyệt, số liệu hiện ngay trên mọi bản đồ đang mở và không sửa được; muốn sửa phải lập báo cáo đính chính.",
    cancel: "Thôi",
    findingsLeft: (count: number) => `Còn ${count} điểm chưa khớp; vẫn nộp được, người duyệt sẽ thấy.`,
  },
  lines: {
    title: "Số liệu theo dự án",
    sum: (filled: number, all: number) => `đã có số liệu ${filled}/${all} dự án`,
    project: "Dự án",
    fields: form.fields,
    cumulative: "Lũy kế đến ngày cuối kỳ.",
    before: (value: string) => `trước: ${value}`,
    sameAsBefore: "như kỳ trước",
    beforeHint: (day: string) => `Báo cáo đã duyệt gần nhất, đến ${day}`,
    notReported: "chưa có",
    registered: (amounts: string) => `đăng ký ${amounts}`,
    leased: (ha: string) => `thuê ${ha} ha`,
    certificate: (number: string) => `GCN ${number}`,
    edit: "Sửa",
    enter: "Nhập",
    editOf: (project: string) => `Sửa số liệu ${project}`,
    save: "Lưu",
    cancel: "Thôi",
    remove: "Xóa dòng",
    twoReadings: "Đọc được hai cách, hãy chọn:",
    notNumber: "không phải số; cần số như 1234,5, không kèm đơn vị",
    conflict: (who: string) => `${who} vừa sửa dòng này nên chưa ghi gì. Số bạn gõ vẫn còn; bấm Lưu lần nữa để ghi.`,
    somebody: "Người khác",
    theirs: (value: string) => `Hiện nay đã ghi: ${value}.`,
    takeTheirs: "Lấy số đã ghi",
    empty: "trống",
    none: "Địa điểm này chưa có dự án nào được cấp giấy chứng nhận đến ngày cuối kỳ. Nhập dự án ở trang Sổ bộ.",
  },
  findings: {
    title: (count: number) => `${count} điểm chưa khớp`,
    none: "Số liệu khớp với lô đất, giấy chứng nhận và báo cáo trước.",
    deployedAsLots: (stated: string, expected: string) => `đất triển khai ${stated} ha, theo lô đất là ${expected} ha`,
    implementedWithinRegistered: (stated: string, expected: string) =>
      `vốn thực hiện ${stated} tỷ đồng, lớn hơn vốn đăng ký ${expected} tỷ đồng`,
    implementedNeverFalls: (stated: string, expected: string) =>
      `vốn thực hiện lũy kế ${stated} tỷ đồng, nhỏ hơn kỳ trước ${expected} tỷ đồng`,
    projectReported: "chưa có số liệu của dự án này",
  },
};
export type Words = typeof words;
