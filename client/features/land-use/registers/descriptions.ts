import type { Role } from "#contracts/role-names.ts";
import type { Register } from "#client/state/view-state.ts";
import type { Row } from "../editing/versions.ts";
import { carriedFrom, documentNumber, hectares, lot, note, project, site } from "./common-columns.ts";
import { both, type Description } from "./description.ts";
import { calls } from "./call-description.ts";
import { inspections, obstacles } from "./officer-descriptions.ts";

/** As the contract has it, which would bring its schemas along. */
const EDITORS: readonly Role[] = ["editor"];

/** Newest document of each project, of projects that are not terminated. */
const newestDocuments = (rows: readonly Row[]): Row[] => {
  const newest = new Map<unknown, Row>();
  for (const row of rows) {
    const known = newest.get(row["projectId"]);
    if (!known || Number(known["n"]) < Number(row["n"])) newest.set(row["projectId"], row);
  }
  return [...newest.values()].filter((row) => row["kind"] !== "termination");
};
type Days = { readonly from: string; readonly endedOn: string | null };
const inForce = (rows: readonly Row[], today: string): Row[] =>
  rows.filter((row) => {
    const { from, endedOn } = row["during"] as Days;
    return from <= today && (endedOn === null || today < endedOn);
  });

const enterprises: Description = {
  kind: "enterprises",
  title: both("Doanh nghiệp", "Enterprises"),
  one: both("doanh nghiệp", "enterprise"),
  writers: EDITORS,
  titleFields: ["nameVi"],
  siteBy: null,
  columns: [
    { field: "nameVi", label: both("Tên", "Name"), input: { type: "text" }, required: "always" },
    { field: "nameEn", label: both("Tên tiếng Anh", "English name"), input: { type: "text" } },
    {
      field: "taxCode",
      label: both("Mã số thuế", "Tax code"),
      input: { type: "text" },
      hint: both("10 chữ số; chi nhánh thêm -001", "10 digits; of a branch with -001"),
    },
    {
      field: "country",
      label: both("Nước, vùng đầu tư", "Investor from"),
      input: { type: "country" },
      required: "later",
      initial: "VN",
    },
    note,
  ],
};

const projects: Description = {
  kind: "projects",
  title: both("Dự án", "Projects"),
  one: both("dự án", "project"),
  writers: EDITORS,
  titleFields: ["nameVi"],
  siteBy: "siteId",
  columns: [
    { field: "nameVi", label: both("Tên dự án", "Name"), input: { type: "text" }, required: "always" },
    site,
    {
      field: "enterpriseId",
      label: both("Doanh nghiệp", "Enterprise"),
      input: { type: "row", of: "enterprises" },
      required: "always",
    },
    { field: "nameEn", label: both("Tên tiếng Anh", "English name"), input: { type: "text" } },
    note,
  ],
};

const projectVersions: Description = {
  kind: "project-versions",
  title: both("Giấy chứng nhận", "Certificates"),
  one: both("giấy chứng nhận hoặc điều chỉnh", "certificate or amendment"),
  writers: EDITORS,
  titleFields: ["kind", "certificateNumber", "projectId"],
  siteBy: "projectId",
  sum: {
    of: both(
      "Tổng, theo văn bản mới nhất của mỗi dự án chưa chấm dứt",
      "Sum by the newest document of each project that goes on",
    ),
    rows: newestDocuments,
  },
  columns: [
    { ...project, required: "always", entered: "once" },
    { field: "n", label: both("Lần", "No."), input: { type: "number", unit: null, isWhole: true }, entered: "never" },
    {
      field: "kind",
      label: both("Loại", "Kind"),
      input: {
        type: "choice",
        options: {
          first: both("cấp lần đầu", "first"),
          amendment: both("điều chỉnh", "amendment"),
          termination: both("chấm dứt", "termination"),
        },
      },
      required: "always",
    },
    { field: "certificateNumber", label: both("Số giấy", "Number"), input: { type: "text" } },
    { field: "issuedOn", label: both("Ngày cấp", "Issued"), input: { type: "day" }, required: "always" },
    {
      field: "receivedOn",
      label: both("Ngày nhận hồ sơ", "Dossier received"),
      input: { type: "day" },
      hint: both("Từ ngày này đến ngày cấp là thời gian giải quyết", "From then to the issue the procedure took"),
    },
    { field: "sectorCode", label: both("Ngành (VSIC)", "Sector (VSIC)"), input: { type: "sector" } },
    {
      field: "isFdi",
      label: both("Nguồn vốn", "Capital"),
      input: { type: "flag", yes: both("FDI", "FDI"), no: both("trong nước", "domestic") },
      required: "always",
    },
    {
      field: "registeredBillionVnd",
      label: both("Vốn đăng ký (tỷ đồng)", "Registered (bn VND)"),
      input: { type: "number", unit: both("tỷ đồng", "bn VND") },
      hint: both("Như hồ sơ; không quy đổi sang đô la", "As filed; not converted into dollars"),
      hasSum: true,
    },
    {
      field: "registeredMillionUsd",
      label: both("Vốn đăng ký (triệu USD)", "Registered (m USD)"),
      input: { type: "number", unit: both("triệu USD", "m USD") },
      hint: both("Như hồ sơ; không quy đổi sang đồng", "As filed; not converted into dong"),
      hasSum: true,
    },
    {
      field: "jobsRegistered",
      label: both("Lao động đăng ký", "Jobs registered"),
      input: { type: "number", unit: both("người", "people"), isWhole: true },
      hasSum: true,
    },
    note,
  ],
};

const leases: Description = {
  kind: "leases",
  title: both("Hợp đồng thuê đất", "Leases"),
  one: both("hợp đồng", "lease"),
  writers: EDITORS,
  titleFields: ["contractNumber", "lotId"],
  siteBy: "lotId",
  sum: { of: both("Tổng các hợp đồng còn hiệu lực hôm nay", "Sum of leases in force today"), rows: inForce },
  columns: [
    { field: "contractNumber", label: both("Số hợp đồng", "Contract"), input: { type: "text" }, required: "always" },
    lot,
    { ...project, required: "always" },
    {
      field: "areaHa",
      label: both("Diện tích (ha)", "Area (ha)"),
      input: { type: "number", unit: hectares },
      required: "always",
      hasSum: true,
    },
    {
      field: "during",
      label: both("Thời hạn", "Term"),
      input: { type: "days" },
      hint: both(
        "Ngày hết hiệu lực là ngày đầu tiên không còn thuê; để trống nếu chưa biết",
        "It ends on the first day that is no longer leased; leave that empty where it is not known",
      ),
      required: "always",
    },
    { field: "signedOn", label: both("Ngày ký", "Signed"), input: { type: "day" } },
    {
      field: "heldSince",
      label: both("Giữ đất từ", "Held since"),
      input: { type: "day" },
      required: "later",
      hint: both(
        "Chỉ sớm hơn thời hạn khi gia hạn liền kề, tách hoặc hợp lô; để trống: từ đầu thời hạn",
        "Earlier than the term only after a renewal without a gap, a split or a merge; empty: from its beginning",
      ),
    },
    carriedFrom,
    note,
  ],
};

const leaseFacts: Description = {
  kind: "lease-facts",
  title: both("Mốc pháp lý của hợp đồng", "Facts of leases"),
  one: both("mốc", "fact"),
  writers: EDITORS,
  titleFields: ["kind", "leaseId"],
  siteBy: "leaseId",
  columns: [
    {
      field: "leaseId",
      label: both("Hợp đồng", "Lease"),
      input: { type: "row", of: "leases" },
      required: "always",
      entered: "once",
    },
    {
      field: "kind",
      label: both("Mốc", "Fact"),
      input: {
        type: "choice",
        options: {
          handover: both("bàn giao đất", "handover"),
          schedule: both("tiến độ sử dụng", "schedule"),
          extension: both("gia hạn", "extension"),
          "force-majeure": both("bất khả kháng", "force majeure"),
        },
      },
      required: "always",
      entered: "once",
    },
    {
      field: "fromDay",
      label: both("Từ ngày", "From"),
      input: { type: "day" },
      required: "always",
      hint: both(
        "Bàn giao: ngày giao. Tiến độ: ngày đăng ký. Khác: ngày đầu",
        "Handover: its day. Schedule: when it was registered. Otherwise the first day",
      ),
    },
    {
      field: "toDay",
      label: both("Đến ngày", "To"),
      input: { type: "day" },
      hint: both(
        "Tiến độ: ngày phải đưa hết đất vào sử dụng. Khác: ngày cuối; để trống khi bất khả kháng chưa dứt",
        "Schedule: by when all land is to be in use. Otherwise the last day; empty while force majeure lasts",
      ),
    },
    { field: "decidedOn", label: both("Ngày quyết định gia hạn", "Extension decided"), input: { type: "day" } },
    {
      field: "isFeePaid",
      label: both("Tiền gia hạn", "Extension fee"),
      input: { type: "flag", yes: both("đã nộp", "paid"), no: both("chưa nộp", "not paid") },
    },
    documentNumber,
    note,
  ],
};

const events: Description = {
  kind: "events",
  title: both("Sự kiện của lô", "Events of lots"),
  one: both("sự kiện", "event"),
  writers: EDITORS,
  titleFields: ["kind", "lotId", "happenedOn"],
  siteBy: "lotId",
  columns: [
    lot,
    {
      field: "kind",
      label: both("Sự kiện", "Event"),
      input: {
        type: "choice",
        options: {
          planned: both("quy hoạch", "planned"),
          cleared: both("có đất sạch", "cleared"),
          "state-leased": both("Nhà nước cho chủ đầu tư hạ tầng thuê", "leased by the State to the developer"),
          serviced: both("có hạ tầng", "serviced"),
          leasable: both("sẵn sàng cho thuê", "leasable"),
          deployed: both("đưa vào sử dụng", "deployed"),
          undeployed: both("ngừng sử dụng", "use ended"),
          withdrawn: both("thu hồi", "withdrawn"),
        },
      },
      required: "always",
    },
    { field: "happenedOn", label: both("Ngày", "Day"), input: { type: "day" }, required: "always" },
    {
      field: "areaHa",
      label: both("Diện tích dùng (ha)", "Area in use (ha)"),
      input: { type: "number", unit: hectares },
      hint: both(
        "Chỉ khi đưa vào sử dụng; để trống: toàn bộ phần thuê",
        "Of a deployment only; empty: all that is leased",
      ),
    },
    documentNumber,
    { field: "documentOn", label: both("Ngày văn bản", "Document of"), input: { type: "day" } },
    { field: "documentIssuer", label: both("Nơi ban hành", "Issued by"), input: { type: "text" } },
    carriedFrom,
    note,
  ],
};

export const DESCRIPTIONS: Readonly<Record<Register, Description>> = {
  enterprises,
  projects,
  "project-versions": projectVersions,
  leases,
  "lease-facts": leaseFacts,
  events,
  obstacles,
  inspections,
  calls,
};
