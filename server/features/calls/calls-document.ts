import type { InvestmentCall } from "#contracts/calls.ts";
import { CALL_STATES, type CallState, callStateOn } from "#contracts/call-state.ts";
import { formatDay, formatNumber } from "#contracts/spelling.ts";
import type { Cell, DocumentContent, Table } from "#server/documents/content.ts";
import { officeForm } from "#server/documents/form.ts";

export type CitedSource = {
  readonly id: string;
  readonly titleVi: string;
  readonly number: string | null;
  readonly publisher: string;
  readonly url: string | null;
};

const TITLES: Readonly<Record<CallState, string>> = {
  open: "Dự án đang kêu gọi đầu tư",
  upcoming: "Dự án sắp đến thời hạn kêu gọi",
  undated: "Dự án chưa rõ thời hạn kêu gọi",
  expired: "Dự án trong danh mục đã hết thời hạn",
};
const SHEETS: Readonly<Record<CallState, string>> = {
  open: "Đang kêu gọi",
  upcoming: "Sắp kêu gọi",
  undated: "Chưa rõ thời hạn",
  expired: "Hết thời hạn",
};
const LAND: Readonly<Record<NonNullable<InvestmentCall["landStatus"]>, string>> = {
  cleared: "đã có mặt bằng sạch",
  partly: "đã giải phóng một phần mặt bằng",
  uncleared: "chưa giải phóng mặt bằng",
};
const UNSAID = "chưa nêu";

const COLUMNS: Table["columns"] = [
  { title: "Dự án", width: 2.4, align: "left" },
  { title: "Địa điểm", width: 2, align: "left" },
  { title: "Lĩnh vực", width: 3, align: "left" },
  { title: "Diện tích (ha)", width: 1, align: "right" },
  { title: "Vốn (tỷ đồng)", width: 1.1, align: "right" },
  { title: "Hình thức, mặt bằng", width: 1.8, align: "left" },
  { title: "Căn cứ, thời hạn", width: 2.2, align: "left" },
  { title: "Đầu mối", width: 1.8, align: "left" },
];

/** The list as an administrative document in Vietnamese, grouped by whether each call holds on `day` (YYYY-MM-DD). */
export const callsDocument = (
  calls: readonly InvestmentCall[],
  sources: readonly CitedSource[],
  day: string,
): DocumentContent => {
  const numbers = new Map(sources.map(({ id }, index) => [id, index + 1]));
  const tables = CALL_STATES.flatMap((state): Table[] => {
    const those = calls.filter((call) => callStateOn(call, day) === state);
    if (those.length === 0) return [];
    return [
      {
        name: SHEETS[state],
        title: TITLES[state],
        columns: COLUMNS,
        rows: those.map((call) => ({ cells: cellsOf(call, numbers) })),
        notes: those.flatMap(({ nameVi, noteVi }) =>
          noteVi === null ? [] : [[{ kind: "text" as const, text: `${nameVi}: ${noteVi}` }]],
        ),
      },
    ];
  });
  const counted = CALL_STATES.map((state) => ({
    state,
    count: calls.filter((call) => callStateOn(call, day) === state).length,
  })).filter(({ count }) => count > 0);
  return {
    form: officeForm(),
    kind: "DANH MỤC",
    about: "Dự án kêu gọi đầu tư vào khu, cụm công nghiệp tỉnh Vĩnh Long",
    isIllustrative: calls.some(({ dataSet }) => dataSet === "illustrative"),
    opening: [
      {
        kind: "text",
        text:
          calls.length === 0
            ? `Đến ngày ${formatDay(day, "vi")} chưa có dự án kêu gọi đầu tư nào được công bố.`
            : `Các dự án đã công bố, xét thời hạn đến ngày ${formatDay(day, "vi")} (số trong ngoặc vuông là số thứ tự nguồn):`,
      },
    ],
    sections: counted.map(({ state, count }) => ({
      title: TITLES[state],
      paragraphs: [[{ kind: "text", text: `${count} dự án, nêu ở biểu “${TITLES[state]}”.` }]],
    })),
    closing: "Thông tin chi tiết đề nghị liên hệ đầu mối nêu tại từng dự án./.",
    tables,
    sources: sources.map((source, index) => ({ number: index + 1, id: source.id, text: textOf(source) })),
    register: null,
    day,
  };
};

const cellsOf = (call: InvestmentCall, numbers: ReadonlyMap<string, number>): Cell[] => {
  const text = (words: string | null): Cell =>
    words === null ? { kind: "absent", text: UNSAID } : { kind: "text", text: words };
  const note = call.source ? numbers.get(call.source.id) : undefined;
  const mark = note === undefined ? "" : ` [${note}${call.source?.locator ? `, ${call.source.locator}` : ""}]`;
  const land = call.landStatus && LAND[call.landStatus];
  return [
    { kind: "text", text: `${call.nameVi}${mark}`, isBold: true },
    text([call.site.nameVi, call.placeVi].filter(Boolean).join(", ")),
    text(call.sectorsVi),
    quantity(call.areaHa),
    quantity(call.capitalBillionVnd),
    text([call.formVi, land].filter(Boolean).join("; ") || null),
    text([call.legalBasis ?? "chưa tìm thấy văn bản", validity(call)].join("; ")),
    text(call.contactVi),
  ];
};

const quantity = (value: number | null): Cell =>
  value === null
    ? { kind: "absent", text: UNSAID }
    : { kind: "entered", value, text: formatNumber(value, null, "vi"), decimals: decimalsOf(value) };

const decimalsOf = (value: number): number => (/\.(\d+)$/.exec(String(value))?.[1] ?? "").length;

const validity = ({ validFrom, validTo }: InvestmentCall): string => {
  if (validFrom === null && validTo === null) return "chưa rõ thời hạn";
  const day = (of: string | null) => (of === null ? "…" : formatDay(of, "vi"));
  return `${day(validFrom)} – ${day(validTo)}`;
};

const textOf = ({ titleVi, number, publisher, url }: CitedSource): string =>
  [[number, titleVi].filter(Boolean).join(", "), publisher, url].filter(Boolean).join(". ");
