import type { Rule } from "./refusals.ts";

const text =
  (vi: string, en: string): Rule =>
  () => ({ vi, en });

const STATES: Readonly<Record<string, { vi: string; en: string }>> = {
  draft: { vi: "bản nháp", en: "a draft" },
  submitted: { vi: "đã nộp", en: "submitted" },
  returned: { vi: "trả lại", en: "returned" },
  approved: { vi: "đã duyệt", en: "approved" },
  open: { vi: "đang mở", en: "open" },
  closed: { vi: "đã đóng", en: "closed" },
  reopened: { vi: "mở lại", en: "reopened" },
};
const stateWord = (state: string | number | undefined, language: "vi" | "en"): string =>
  STATES[String(state)]?.[language] ?? String(state);

/** Rules of periods and reports about the row itself: 400 at the field. */
export const REPORT_INPUT_RULES: Readonly<Record<string, Rule>> = {
  period_follows_rule: text(
    "kỳ không đúng theo quy định: năm không có kỳ này, hoặc ngày đầu và ngày cuối khác",
    "not a period by this rule: the year has no such one, or its days are others",
  ),
  period_days_in_order: text(
    "ngày cuối không được trước ngày đầu, hạn nộp không được trước ngày cuối",
    "the last day cannot be before the first, nor the deadline before the last day",
  ),
  period_rule_id_fkey: text("không có quy định kỳ báo cáo này", "there is no such rule for periods"),
  report_period_fkey: text("không có kỳ báo cáo này", "there is no such period"),
  report_period_id_fkey: text("không có kỳ báo cáo này", "there is no such period"),
  report_of_leaf_site: text(
    "địa điểm này chia thành giai đoạn hoặc khu; hãy báo cáo từng phần",
    "this site has parts; each part is reported by itself",
  ),
  report_project_of_site: text(
    "dự án không thuộc địa điểm của báo cáo",
    "the project does not belong to the site of the report",
  ),
  report_project_project_id_fkey: text("không có dự án này", "there is no such project"),
  report_project_report_id_fkey: text("không có báo cáo này", "there is no such report"),
};

/** Rules about the state that things are in: 409. */
export const REPORT_CONFLICT_RULES: Readonly<Record<string, Rule>> = {
  period_once: text("kỳ báo cáo này đã có", "this period is there already"),
  period_state_in_order: ({ from, to }) => ({
    vi: `kỳ ${stateWord(from, "vi")} không chuyển thành ${stateWord(to, "vi")}`,
    en: `a period that is ${stateWord(from, "en")} cannot become ${stateWord(to, "en")}`,
  }),
  report_in_open_period: text(
    "kỳ báo cáo đã đóng; hãy đề nghị mở lại",
    "the period is closed; ask for it to be opened again",
  ),
  report_one_open: text(
    "địa điểm này đã có báo cáo của kỳ chưa được duyệt; hãy sửa báo cáo đó",
    "this site has a report of the period that is not approved yet; go on with that one",
  ),
  report_once: text("báo cáo này đã có", "this report is there already"),
  report_state_in_order: ({ from, to }) => ({
    vi: `báo cáo đang ở bước “${stateWord(from, "vi")}”, không chuyển thành “${stateWord(to, "vi")}” được`,
    en: `a report that is ${stateWord(from, "en")} cannot become ${stateWord(to, "en")}`,
  }),
  report_is_approved: text(
    "báo cáo đã duyệt không sửa được; hãy lập báo cáo đính chính",
    "an approved report stays as it is; write another that corrects it",
  ),
  report_with_author: ({ state }) => ({
    vi: `báo cáo đang ở bước “${stateWord(state, "vi")}” nên số liệu không sửa được; hãy đề nghị trả lại`,
    en: `the report is ${stateWord(state, "en")}, so its figures stay as they are; ask for it to be returned`,
  }),
  report_project_once: text("báo cáo đã có dòng của dự án này", "the report has a line of this project already"),
  approver_is_not_author: text(
    "người lập hoặc nhập số liệu không được tự duyệt; cần người khác duyệt",
    "whoever wrote any of a report cannot approve it; another approver has to",
  ),
  period_is_over: ({ to }) => ({
    vi: `kỳ báo cáo chưa kết thúc (${to}) nên chưa duyệt được`,
    en: `the period has not ended yet (${to}), so nothing of it can be approved`,
  }),
  correction_another_day: text(
    "số liệu của kỳ này vừa công bố hôm nay; đính chính được duyệt từ ngày mai",
    "figures of this period were published today; a correction can be approved from tomorrow on",
  ),
  report_has_lines: text(
    "báo cáo chưa có số liệu nào; hãy ghi số liệu từ biểu rồi mới nộp",
    "the report has no figures yet; write those of the form before handing it in",
  ),
  reporter_is_stopped: text(
    "quản trị viên đã ngừng quyền nộp báo cáo của đơn vị này",
    "an administrator has ended this reporter's right to hand in",
  ),
  report_says_something: text("báo cáo không có số liệu nào để công bố", "the report has no figure to publish"),
};
