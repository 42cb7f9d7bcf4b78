import { formatDay, formatNumber } from "#contracts/spelling.ts";
import type { Cell, CellPlace, Column, DocumentContent, Run, Table } from "#server/documents/content.ts";
import { officeForm } from "#server/documents/form.ts";
import type { Finding } from "./findings.ts";
import type { Form, FormLine, LineValues } from "./form/columns.ts";

/** The report itself, which everything in the document comes from. */
const ITSELF = [1];
const BEFORE = [2];
const NONE: Cell = { kind: "absent", text: "chưa có" };

const UNKNOWN: Run = { kind: "text", text: " chưa có số liệu" };

const NOT_IN_CURRENCY: Cell = { kind: "text", text: "–" };

const STATES: Readonly<Record<string, string>> = {
  draft: "đang nhập, chưa nộp",
  submitted: "đã nộp, chưa duyệt",
  returned: "trả lại để sửa, chưa duyệt",
  approved: "đã duyệt",
};

type Field = "implementedBillionVnd" | "implementedMillionUsd" | "jobs" | "deployedHa";
const DECIMALS: Readonly<Record<Field, number>> = {
  implementedBillionVnd: 2,
  implementedMillionUsd: 2,
  jobs: 0,
  deployedHa: 2,
};

const vi = (value: number, decimals: number): string => formatNumber(value, decimals, "vi");
const text = (words: string): Run => ({ kind: "text", text: words });
/** Without the dust of binary fractions. */
const sumOf = (values: readonly number[]): number => Number(values.reduce((sum, value) => sum + value, 0).toFixed(6));
/** What a line says of a field; its note is no number. */
const numberOf = (values: Partial<LineValues> | null | undefined, field: Field): number | null => {
  const value = values?.[field];
  return typeof value === "number" ? value : null;
};
const present = (values: readonly (number | null | undefined)[]): number[] => values.flatMap((value) => value ?? []);

/** A site's report of a period, approved or not, as a document. */
export const reportDocument = (form: Form, findings: readonly Finding[]): DocumentContent => {
  const { report, period, siteVi, lines } = form;
  const days = `từ ngày ${formatDay(period.fromDay, "vi")} đến ngày ${formatDay(period.toDay, "vi")}`;
  const name = period.title === null ? days : `${period.title} (${days})`;
  const isApproved = report.state === "approved";
  const number = report.number > 1 ? `, đính chính lần ${report.number - 1}` : "";
  return {
    form: officeForm(),
    kind: "BÁO CÁO",
    about: `Tình hình sử dụng đất và thực hiện dự án tại ${siteVi}, kỳ ${name}${number}${isApproved ? "" : " (chưa duyệt, lưu hành nội bộ)"}`,
    isIllustrative: report.dataSet === "illustrative",
    opening: [
      text(
        `Tình hình tại ${siteVi} trong kỳ ${days} như sau; vốn, lao động và đất triển khai là số lũy kế đến ngày cuối kỳ`,
      ),
      { kind: "sources", notes: ITSELF },
      text(":"),
    ],
    sections: sectionsOf(form, findings),
    closing: "Trên đây là báo cáo của kỳ, kính báo cáo./.",
    tables: [projectTable(lines), changeTable(lines)],
    sources: [
      {
        number: 1,
        id: `report/${report.id}`,
        text: `Báo cáo của ${siteVi}, kỳ ${name}${number}: ${STATES[report.state] ?? report.state}; hợp đồng thuê đất, lô đất và giấy chứng nhận đến ngày cuối kỳ.`,
      },
      ...earlierDay(lines).map((day) => ({
        number: 2,
        id: "earlier",
        text: `Báo cáo đã duyệt gần nhất trước kỳ này của từng dự án, mới nhất đến ngày ${formatDay(day, "vi")}.`,
      })),
    ],
    register: null,
    day: period.toDay,
  };
};

const earlierDay = (lines: readonly FormLine[]): string[] =>
  lines
    .flatMap(({ earlier }) => earlier?.toDay ?? [])
    .toSorted()
    .slice(-1);

const sectionsOf = ({ report, lines }: Form, findings: readonly Finding[]): DocumentContent["sections"] => {
  // All of one source, which the opening names.
  const said = (what: string, value: number, decimals: number): Run => ({
    kind: "number",
    text: vi(value, decimals),
    boundTo: `report/${report.id}/${what}`,
    notes: [],
  });
  const filled = lines.filter(({ line }) => line !== null).length;
  const sum = (what: string, values: readonly number[], decimals: number, unit: string): Run[] => [
    said(what, sumOf(values), decimals),
    text(` ${unit}`),
  ];
  /** A sum of what is known, and of how many it is not; where nothing is known, that is said, and no zero stands for it. */
  const amount = (field: Field, unit: string): Run[] => {
    const values = reported(field);
    return values.length === 0
      ? [UNKNOWN]
      : [text(" là "), ...sum(field, values, DECIMALS[field], unit), ...missing(field, [field])];
  };
  const reported = (field: Field) => present(lines.map(({ line }) => numberOf(line, field)));
  const missing = (what: string, fields: readonly Field[]): Run[] => {
    const count = lines.filter(({ line }) => fields.every((field) => numberOf(line, field) === null)).length;
    return count === 0
      ? []
      : [text(" (chưa kể "), said(`${what}/missing`, count, 0), text(" dự án chưa có số liệu này)")];
  };
  const registeredVnd = present(lines.map(({ registeredBillionVnd }) => registeredBillionVnd));
  const registeredUsd = present(lines.map(({ registeredMillionUsd }) => registeredMillionUsd));
  /** In the currencies that it was filed in; neither is converted. */
  const capital = (name: string, vnd: readonly number[], usd: readonly number[], unsaid: Run[] = []): Run[] =>
    vnd.length + usd.length === 0
      ? [UNKNOWN]
      : [
          text(" là "),
          ...(vnd.length > 0 ? sum(`${name}BillionVnd`, vnd, 2, "tỷ đồng") : []),
          ...(vnd.length > 0 && usd.length > 0 ? [text(" và ")] : []),
          ...(usd.length > 0 ? sum(`${name}MillionUsd`, usd, 2, "triệu USD") : []),
          ...unsaid,
        ];
  return [
    {
      title: "Dự án",
      paragraphs: [
        [
          text("Có "),
          said("projects", lines.length, 0),
          text(" dự án có giấy chứng nhận đến ngày cuối kỳ, trong đó "),
          said("projectsReported", filled, 0),
          text(" dự án đã có số liệu của kỳ."),
        ],
      ],
    },
    {
      title: "Vốn đầu tư",
      paragraphs: [
        [
          text("Vốn đăng ký theo giấy chứng nhận"),
          ...capital("registered", registeredVnd, registeredUsd),
          text("; vốn thực hiện lũy kế"),
          ...capital(
            "implemented",
            reported("implementedBillionVnd"),
            reported("implementedMillionUsd"),
            missing("implemented", ["implementedBillionVnd", "implementedMillionUsd"]),
          ),
          text(". Vốn ghi bằng đồng tiền của giấy chứng nhận, không quy đổi."),
        ],
      ],
    },
    {
      title: "Sử dụng đất và lao động",
      paragraphs: [
        [
          text("Đất thuê theo hợp đồng là "),
          said("leasedHa", sumOf(lines.map(({ leasedHa }) => leasedHa)), 2),
          text(" ha; đất đã triển khai theo báo cáo"),
          ...amount("deployedHa", "ha"),
          text("; đất đã triển khai theo lô đất là "),
          said("lotsDeployedHa", sumOf(lines.map(({ lotsDeployedHa }) => lotsDeployedHa)), 2),
          text(" ha. Lao động"),
          ...amount("jobs", "người"),
          text("."),
        ],
      ],
    },
    ...(findings.length === 0
      ? []
      : [
          {
            title: "Điểm chưa khớp cần làm rõ",
            paragraphs: findings.map((finding) => [text(`- ${explained(finding, lines)}`)]),
          },
        ]),
  ];
};

const explained = ({ rule, projectId, stated, expected }: Finding, lines: readonly FormLine[]): string => {
  const project = lines.find((line) => line.projectId === projectId)?.projectVi ?? `dự án ${projectId}`;
  const [said, other] = [stated, expected].map((value) => (value === null ? "chưa có" : vi(value, 2)));
  switch (rule) {
    case "deployedAsLots":
      return `${project}: đất triển khai theo báo cáo ${said} ha, theo lô đất ${other} ha.`;
    case "implementedWithinRegistered":
      return `${project}: vốn thực hiện ${said} tỷ đồng, lớn hơn vốn đăng ký ${other} tỷ đồng.`;
    case "implementedNeverFalls":
      return `${project}: vốn thực hiện lũy kế ${said} tỷ đồng, nhỏ hơn kỳ trước ${other} tỷ đồng.`;
    case "projectReported":
      return `${project}: chưa có số liệu của kỳ.`;
  }
};

const entered = (value: number | null | undefined, decimals: number): Cell =>
  value === null || value === undefined ? NONE : { kind: "entered", value, decimals, text: vi(value, decimals) };
/** Of capital in one currency: where it was filed in the other alone, there is nothing to wait for. */
const entry = (value: number | null | undefined, inOther: number | null | undefined): Cell =>
  (value ?? null) === null && (inOther ?? null) !== null ? NOT_IN_CURRENCY : entered(value, 2);
const isEntered = (cell: Cell | undefined): cell is Extract<Cell, { kind: "entered" }> => cell?.kind === "entered";

/** Of two cells of a row; nothing where either is missing, or what is divided by is zero. */
const computed = (
  op: "divide" | "subtract",
  cells: readonly Cell[],
  row: number,
  [first, second]: readonly [number, number],
): Cell => {
  const [one, other] = [cells[first], cells[second]];
  if (!isEntered(one) || !isEntered(other) || (op === "divide" && other.value === 0))
    return { kind: "text", text: "–" };
  const isShare = op === "divide";
  const value = isShare ? one.value / other.value : Number((one.value - other.value).toFixed(6));
  const decimals = isShare ? 1 : one.decimals;
  const of: CellPlace[] = [
    [row, first],
    [row, second],
  ];
  return {
    kind: "computed",
    value,
    decimals,
    isShare,
    text: vi(isShare ? value * 100 : value, decimals),
    formula: { op, of },
  };
};

/** The sum of what was entered in a column; in words where nothing was. */
const columnSum = (rows: readonly (readonly Cell[])[], column: number): Cell => {
  const of = rows.flatMap((cells, row): CellPlace[] => (isEntered(cells[column]) ? [[row, column]] : []));
  const values = rows.flatMap((cells) => (isEntered(cells[column]) ? [cells[column]] : []));
  if (values.length === 0) return rows.some((cells) => cells[column] === NOT_IN_CURRENCY) ? NOT_IN_CURRENCY : NONE;
  const value = sumOf(values.map((cell) => cell.value));
  const decimals = Math.max(...values.map((cell) => cell.decimals));
  return { kind: "computed", value, decimals, isShare: false, text: vi(value, decimals), formula: { op: "sum", of } };
};

const column = (title: string, width = 1.2): Column => ({ title, width, align: "right" });
const withTotal = (rows: readonly (readonly Cell[])[], summed: readonly number[]): Table["rows"] => [
  ...rows.map((cells) => ({ cells })),
  {
    isTotal: true,
    cells: (rows[0] ?? []).map((_, place): Cell =>
      place === 0
        ? { kind: "text", text: "Cộng" }
        : summed.includes(place)
          ? columnSum(rows, place)
          : { kind: "text", text: "" },
    ),
  },
];
const projectCell = ({ projectVi, enterpriseVi }: FormLine): Cell => ({
  kind: "text",
  text: `${projectVi} (${enterpriseVi})`,
});

const projectTable = (lines: readonly FormLine[]): Table => {
  const rows = lines.map((line, row): Cell[] => {
    const [implementedVnd, implementedUsd] = (["implementedBillionVnd", "implementedMillionUsd"] as const).map(
      (field) => numberOf(line.line, field),
    );
    const cells: Cell[] = [
      projectCell(line),
      { kind: "text", text: line.certificateNumber ?? "–" },
      entry(line.registeredBillionVnd, line.registeredMillionUsd),
      entry(line.registeredMillionUsd, line.registeredBillionVnd),
      entry(implementedVnd, implementedUsd),
      entry(implementedUsd, implementedVnd),
      entered(line.leasedHa, 2),
      entered(numberOf(line.line, "deployedHa"), 2),
      entered(numberOf(line.line, "jobs"), 0),
    ];
    return [...cells, computed("divide", cells, row, [4, 2]), computed("divide", cells, row, [7, 6])];
  });
  return {
    name: "Dự án",
    title: "Số liệu của kỳ theo dự án",
    columns: [
      { title: "Dự án (doanh nghiệp)", width: 3, align: "left" },
      { title: "Giấy chứng nhận", width: 1.6, align: "left" },
      column("Vốn đăng ký (tỷ đồng)"),
      column("Vốn đăng ký (triệu USD)"),
      column("Vốn thực hiện (tỷ đồng)"),
      column("Vốn thực hiện (triệu USD)"),
      column("Đất thuê (ha)"),
      column("Đất triển khai (ha)"),
      column("Lao động (người)"),
      column("Thực hiện / đăng ký, phần bằng đồng (%)"),
      column("Triển khai / thuê (%)"),
    ],
    rows: withTotal(rows, [2, 3, 4, 5, 6, 7, 8]),
    notes: [],
  };
};

const COMPARED: readonly (readonly [Field, string])[] = [
  ["implementedBillionVnd", "Vốn thực hiện (tỷ đồng)"],
  ["deployedHa", "Đất triển khai (ha)"],
  ["jobs", "Lao động (người)"],
];

/** What was approved last, what is reported now, and the difference. */
const changeTable = (lines: readonly FormLine[]): Table => {
  const rows = lines.map((line, row): Cell[] => {
    const cells: Cell[] = [projectCell(line)];
    for (const [field] of COMPARED) {
      const at = cells.length;
      cells.push(
        entered(numberOf(line.earlier, field), DECIMALS[field]),
        entered(numberOf(line.line, field), DECIMALS[field]),
      );
      cells.push(computed("subtract", cells, row, [at + 1, at]));
    }
    return cells;
  });
  return {
    name: "So với kỳ trước",
    title: "So với báo cáo đã duyệt gần nhất",
    columns: [
      { title: "Dự án (doanh nghiệp)", width: 3, align: "left" },
      ...COMPARED.flatMap(([, title]) => [column(`${title}: trước`), column(`${title}: kỳ này`), column("Tăng, giảm")]),
    ],
    rows: withTotal(rows, [1, 2, 4, 5, 7, 8]),
    notes:
      earlierDay(lines).length === 0
        ? []
        : [
            [
              text("Cột “trước” là số của báo cáo đã duyệt gần nhất của từng dự án"),
              { kind: "sources", notes: BEFORE },
            ],
          ],
  };
};
