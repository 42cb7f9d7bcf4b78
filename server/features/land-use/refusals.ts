import { DbError } from "#server/db/port.ts";
import { problem, type Text } from "#server/problems.ts";
import { REPORT_CONFLICT_RULES, REPORT_INPUT_RULES } from "./report-rules.ts";

/** What the database says along with a refusal. */
type About = Readonly<Record<string, string | number | undefined>>;
export type Rule = (about: About) => Text;

const text =
  (vi: string, en: string): Rule =>
  () => ({ vi, en });

/** Rules about the row itself: 400 at the field. */
const INPUT_RULES: Readonly<Record<string, Rule>> = {
  lot_geom_check: text(
    "đường bao không hợp lệ: tự cắt, trùng cạnh hoặc rỗng",
    "the outline is not valid: it crosses itself, repeats an edge or is empty",
  ),
  lot_in_province: text("lô nằm ngoài phạm vi tỉnh", "the lot lies outside the province"),
  lot_in_leaf_site: text(
    "địa điểm này chia thành giai đoạn hoặc khu; hãy chọn phần chứa lô",
    "this site has parts; choose the part that holds the lot",
  ),
  lease_held_before: text(
    "ngày bắt đầu giữ đất không được sau ngày bắt đầu hợp đồng",
    "the land cannot be held from a day after the lease begins",
  ),
  lease_fact_days_in_order: text("ngày cuối không được trước ngày đầu", "the last day cannot be before the first"),
  lease_fact_has_last_day: text(
    "tiến độ và gia hạn cần ngày cuối; bàn giao chỉ có một ngày",
    "a schedule and an extension need their last day; a handover has one day only",
  ),
  lease_fact_extension_only: text(
    "chỉ gia hạn mới có ngày quyết định và tiền đã nộp",
    "only an extension has a day of decision and a fee",
  ),
  lease_fact_lease_id_fkey: text("không có hợp đồng này", "there is no such lease"),
  event_area_is_deployed: text(
    "chỉ sự kiện đưa vào sử dụng mới có diện tích",
    "only the event of deployment has an area",
  ),
  version_first_is_first: text(
    "văn bản đầu tiên của dự án là loại cấp lần đầu, các văn bản sau là điều chỉnh hoặc chấm dứt",
    "the first document of a project is of kind first, later ones are amendments or a termination",
  ),
  version_received_before: text(
    "ngày nhận hồ sơ không được sau ngày cấp",
    "the dossier cannot come in after the certificate was issued",
  ),
  versions_in_order: text(
    "các văn bản của dự án phải theo thứ tự ngày cấp, không có gì sau khi chấm dứt",
    "documents of a project follow each other by day of issue, and none follows a termination",
  ),
  call_days_in_order: text("ngày cuối không được trước ngày đầu", "the last day cannot be before the first"),
  obstacle_due_after: text("hạn xử lý không được trước ngày phát sinh", "it cannot be due before it was opened"),
  obstacle_resolved_after: text(
    "ngày xử lý xong không được trước ngày phát sinh",
    "it cannot be resolved before it was opened",
  ),
  inspection_says_what: text(
    "kết quả có tồn tại hoặc vi phạm thì phải ghi nội dung",
    "findings and violations must be described",
  ),
  named_in_site: text("không thuộc địa điểm này", "does not belong to this site"),
  stays_as_it_is: text("trường này không sửa được sau khi tạo", "this cannot be changed once it was entered"),
  project_enterprise_fkey: text("không có doanh nghiệp này", "there is no such enterprise"),
  project_version_sector_code_fkey: text("không có mã ngành này", "there is no such industry code"),
  lease_project_id_fkey: text("không có dự án này", "there is no such project"),
  lease_of_site: text("dự án không thuộc địa điểm của lô", "the project does not belong to the site of the lot"),
  split_in_two_at_least: text("tách thành ít nhất hai lô", "split into two lots at least"),
  merge_two_at_least: text("gộp ít nhất hai lô khác nhau", "merge two different lots at least"),
  ...REPORT_INPUT_RULES,
};

/** Rules about other rows: 409, with what stands in the way. */
const CONFLICT_RULES: Readonly<Record<string, Rule>> = {
  lot_code_once: ({ lot }) => ({
    vi: `mã lô ${lot} đang được dùng trong địa điểm này`,
    en: `the code ${lot} is in use in this site`,
  }),
  lot_no_overlap: ({ lot, overlapHa }) => ({
    vi: `chồng lên lô ${lot} ${overlapHa} ha`,
    en: `it overlaps lot ${lot} by ${overlapHa} ha`,
  }),
  lot_is_history: ({ lot }) => ({
    vi: `lô ${lot} đã tách hoặc gộp; hãy sửa các lô sau nó`,
    en: `lot ${lot} was split or merged; change the lots that followed it`,
  }),
  lot_begins_with_descent: ({ lot }) => ({
    vi: `lô ${lot} bắt đầu từ ngày tách hoặc gộp, không đổi được ngày này`,
    en: `lot ${lot} begins on the day of the split or merge, which cannot be moved`,
  }),
  lease_no_overlap: text(
    "lô đã có hợp đồng thuê khác trong thời gian này",
    "the lot is under another lease in this time",
  ),
  lease_within_lot: ({ lot, contract }) => ({
    vi: `hợp đồng ${contract} vượt ra ngoài thời gian tồn tại của lô ${lot}`,
    en: `lease ${contract} reaches beyond the time in which lot ${lot} exists`,
  }),
  lease_fits_lot: ({ lot, leasedHa, statedAreaHa }) => ({
    vi: `diện tích thuê ${leasedHa} ha lớn hơn lô ${lot} (${statedAreaHa} ha)`,
    en: `${leasedHa} ha leased are more than lot ${lot} has (${statedAreaHa} ha)`,
  }),
  lease_on_lettable: ({ lot }) => ({
    vi: `lô ${lot} không phải đất công nghiệp hay dịch vụ nên không cho thuê`,
    en: `lot ${lot} is neither industrial nor service land, so it is not let`,
  }),
  lease_held_without_gap: ({ lot }) => ({
    vi: `lô ${lot} chưa có hợp đồng liền trước của dự án này từ ngày đó`,
    en: `no lease of this project on lot ${lot} reaches back to that day without a gap`,
  }),
  leasable_is_lettable: ({ lot }) => ({
    vi: `lô ${lot} không phải đất công nghiệp hay dịch vụ`,
    en: `lot ${lot} is neither industrial nor service land`,
  }),
  event_within_lot: ({ lot, endedOn }) => ({
    vi: `lô ${lot} đã kết thúc ngày ${endedOn}`,
    en: `lot ${lot} ended on ${endedOn}`,
  }),
  deployed_within_lease: ({ lot, on }) => ({
    vi: `ngày ${on} lô ${lot} không có hợp đồng thuê đủ diện tích cho sự kiện sử dụng đất này`,
    en: `on ${on} lot ${lot} is under no lease large enough for this event of its use`,
  }),
  withdrawn_without_lease: ({ lot, on }) => ({
    vi: `ngày ${on} lô ${lot} còn hợp đồng thuê; hãy chấm dứt hợp đồng trước`,
    en: `on ${on} lot ${lot} is still under a lease; end that first`,
  }),
  lease_fact_handover_once: text(
    "hợp đồng này đã có ngày bàn giao đất",
    "the handover of this lease is entered already",
  ),
  import_undone_once: text("lần nhập này đã hoàn tác", "this import was undone already"),
  import_as_it_was: text("có lô không còn như lúc nhập", "some lots are no longer as they were imported"),
  enterprise_tax_code_once: text("mã số thuế này đã có", "this tax code is entered already"),
  version_once: text("văn bản này đã có", "this document is entered already"),
  descent_while_in_force: ({ lot }) => ({
    vi: `lô ${lot} không tồn tại vào ngày này, hoặc bắt đầu đúng ngày này`,
    en: `lot ${lot} does not exist on that day, or begins on it`,
  }),
  descent_before_what_follows: ({ lot }) => ({
    vi: `lô ${lot} có sự kiện hoặc hợp đồng bắt đầu từ ngày này trở đi`,
    en: `something happens to lot ${lot} on that day or later`,
  }),
  split_covers_lot: ({ lot, differenceHa }) => ({
    vi: `các lô con không phủ đúng lô ${lot}: lệch ${differenceHa} ha`,
    en: `the children do not cover lot ${lot}: ${differenceHa} ha differ`,
  }),
  split_moves_no_hectare: ({ lot, statedAreaHa }) => ({
    vi: `tổng diện tích các lô con phải đúng ${statedAreaHa} ha như lô ${lot}`,
    en: `the areas of the children must sum to the ${statedAreaHa} ha of lot ${lot}`,
  }),
  split_says_who_holds: ({ lot, leasedHa }) => ({
    vi: `lô ${lot} đang cho thuê ${leasedHa} ha; hãy ghi mỗi lô con giữ bao nhiêu (leasedHa)`,
    en: `${leasedHa} ha of lot ${lot} are leased; say how many each child holds (leasedHa)`,
  }),
  split_says_what_is_deployed: ({ lot, deployedHa }) => ({
    vi: `lô ${lot} đã đưa vào sử dụng ${deployedHa} ha; hãy ghi phần của mỗi lô con (deployedHa)`,
    en: `${deployedHa} ha of lot ${lot} are deployed; say how many on each child (deployedHa)`,
  }),
  restore_what_it_belongs_to: text(
    "lô, dự án hoặc hợp đồng chứa mục này không còn; hãy khôi phục cái đó trước",
    "the lot, project or lease that it belongs to is gone; restore that first",
  ),
  split_of_leasable: ({ lot }) => ({
    vi: `chưa có sự kiện sẵn sàng cho thuê của lô ${lot}; hãy ghi sự kiện đó trước khi tách phần không thuê`,
    en: `no event says that lot ${lot} became leasable; enter it before a part without the lease is split off`,
  }),
  merge_of_one_kind: ({ lot }) => ({
    vi: `lô ${lot} khác địa điểm, mục đích hoặc ngày kết thúc`,
    en: `lot ${lot} is of another site, use or end`,
  }),
  merge_of_one_piece: text("các lô không liền nhau", "the lots do not adjoin"),
  call_withdrawn_first: text(
    "dự án đang công bố; hãy thu hồi công bố trước khi xóa",
    "the public sees this call; take it back before it is removed",
  ),
  call_is_public_already: text("phiên bản này đã công bố", "this version is public already"),
  call_is_not_public: text("dự án này chưa công bố", "the public does not see this call"),
  call_approver_is_not_author: text(
    "người đã nhập hoặc sửa không tự duyệt công bố; cần người duyệt khác",
    "whoever wrote any of it cannot let it through; another approver is needed",
  ),
  merge_at_one_stage: text("các lô chưa cùng một bước", "the lots are not at the same stage"),
  merge_under_one_contract: text(
    "các lô thuê theo hợp đồng khác nhau; hãy ký lại một hợp đồng trước",
    "the lots are under different leases; bring them under one contract first",
  ),
  ...REPORT_CONFLICT_RULES,
};

const camel = (field: string): string =>
  field === "geom" ? "geometry" : field.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Fields of rules that the database names by their constraint only. */
const FIELD_OF: Readonly<Record<string, string>> = {
  lot_geom_check: "geometry",
  lease_no_overlap: "during",
  lease_held_before: "heldSince",
  event_area_is_deployed: "areaHa",
  lease_fact_days_in_order: "toDay",
  lease_fact_has_last_day: "toDay",
  lease_fact_extension_only: "decidedOn",
  lease_fact_handover_once: "leaseId",
  version_first_is_first: "kind",
  version_received_before: "receivedOn",
  call_days_in_order: "validTo",
  obstacle_due_after: "dueOn",
  obstacle_resolved_after: "resolvedOn",
  inspection_says_what: "findings",
  enterprise_tax_code_once: "taxCode",
  period_days_in_order: "toDay",
  period_once: "number",
  report_one_open: "siteId",
  report_project_once: "projectId",
};

const aboutOf = (detail: string | undefined): About => {
  try {
    return JSON.parse(detail ?? "{}") as About;
  } catch {
    return {};
  }
};

/**
 * What the database refuses of land use, as a problem that says what to do at which field; anything else is thrown again.
 * `at` is where in the input the row stands.
 */
export const explainRefusal = (error: unknown, at = ""): never => {
  if (!(error instanceof DbError)) throw error;
  const { code, constraint = "", column, detail } = error;
  const field = FIELD_OF[constraint] ?? camel(column ?? fieldOfKey(constraint) ?? "");
  const pointer = field === "" ? at : `${at}/${field}`;
  const told = (slug: "invalid-request" | "conflict", message: Text): never =>
    problem(slug, message, { errors: [{ pointer, message }], cause: error });
  const input = INPUT_RULES[constraint];
  if (input) return told("invalid-request", input(aboutOf(detail)));
  const conflict = CONFLICT_RULES[constraint];
  if (conflict) return told("conflict", conflict(aboutOf(detail)));
  if (code === "42501") return problem("forbidden", NOT_HERE, { cause: error });
  if (code === "LU404") {
    return problem(
      "not-found",
      { vi: "Không có mục này trong phạm vi của bạn.", en: "There is nothing of that id that you may see." },
      { cause: error },
    );
  }
  if (constraint.endsWith("_site_id_fkey")) {
    return told("invalid-request", { vi: "không có địa điểm này", en: "there is no such site" });
  }
  if (code === "23503" || code === "23001") return told("conflict", STILL_NAMED);
  // Values that a type or a check of the database refuses where the contract does not.
  if (/^(22|23)/.test(code))
    return told("invalid-request", { vi: "giá trị không dùng được", en: "not a usable value" });
  throw error;
};

/** `lot_stated_area_ha_check` → `stated_area_ha`. */
const fieldOfKey = (constraint: string): string | undefined =>
  /^(?:lot_event|project_version|lease_fact|[a-z]+)_(\w+?)_(?:check|fkey)\d*$/.exec(constraint)?.[1];

const NOT_HERE: Text = {
  vi: "Tài khoản của bạn không được ghi ở địa điểm này.",
  en: "Your account may not write at this site.",
};
const STILL_NAMED: Text = {
  vi: "Còn dữ liệu khác gắn với mục này; hãy xử lý dữ liệu đó trước.",
  en: "Other rows still name this one; see to them first.",
};
