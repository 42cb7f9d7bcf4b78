import { METRICS, type MetricId, UNITS } from "#contracts/metrics.ts";
import { formatNumber } from "#contracts/spelling.ts";
import type { Cell, CellPlace, Column, Table } from "#server/documents/content.ts";
import type { Named, Situation } from "./situation.ts";
import { ABSENT, numberText, periodText, type SourceNotes } from "./words.ts";

/** Where there is nothing to compute. */
const NONE = "–";

type Row = Table["rows"][number];
type NumberCell = Extract<Cell, { kind: "number" }>;

const NAME: Column = { title: "", width: 3, align: "left" };
/** Two ends of rounding: sums of printed decimals carry no more dust than this. */
const DUST = 1e-6;

export const tablesOf = (situation: Situation, notes: SourceNotes): Table[] => [
  zoneTable(situation, notes),
  groupTable(situation, notes),
  clusterTable(situation, notes),
  provinceTable(situation, notes),
];

const text = (words: string, more: { indent?: number; isBold?: boolean } = {}): Cell => ({
  kind: "text",
  text: words,
  ...more,
});

const numberCell = (situation: Situation, notes: SourceNotes, subjectId: string, metric: MetricId): Cell => {
  const figure = situation.headline(subjectId, metric);
  if (!figure) return { kind: "absent", text: ABSENT };
  return {
    kind: "number",
    figure,
    text: numberText(figure, false),
    period: periodText(figure.period),
    notes: notes.of(figure),
  };
};

const isNumber = (cell: Cell | undefined): cell is NumberCell => cell?.kind === "number";
const valueOf = (cell: NumberCell): number | null => cell.figure.value;

/** The same figure as a sum of other cells, where these are all numbers of its day that add up to it. */
const asSum = (whole: Cell, parts: readonly { cell: Cell | undefined; place: CellPlace }[]): Cell => {
  if (!isNumber(whole) || parts.length === 0) return whole;
  const numbers = parts.map(({ cell }) => cell).filter(isNumber);
  const values = numbers.map(valueOf);
  const isOfItsDay = numbers.every(({ figure }) => figure.asOf === whole.figure.asOf);
  if (numbers.length < parts.length || !isOfItsDay || values.includes(null)) return whole;
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return Math.abs(sum - (valueOf(whole) ?? Number.NaN)) < DUST
    ? { ...whole, sumOf: parts.map(({ place }) => place) }
    : whole;
};

const ZONE_METRICS: readonly MetricId[] = [
  "grossHa",
  "leasableHa",
  "leasedHa",
  "remainingHa",
  "occupancyShare",
  "projects",
  "registeredCapitalBillionVnd",
  "registeredCapitalMillionUsd",
];

const headOf = (metric: MetricId): string => {
  const { vi, unit } = METRICS[metric];
  // Its unit says it better.
  const name = vi.replace(/ \(USD\)$/, "");
  const words = name.charAt(0).toLocaleUpperCase("vi") + name.slice(1);
  return UNITS[unit].vi === "" ? words : `${words} (${UNITS[unit].vi})`;
};

/** Zones with their parts below them. */
const zoneTable = (situation: Situation, notes: SourceNotes): Table => {
  const rows: Row[] = [];
  for (const zone of situation.operating) {
    const parts = situation.partsOf(zone.id);
    const first = rows.length + 1;
    const partRows = parts.map((part): Row => ({
      cells: [
        text(part.nameVi, { indent: 1 }),
        ...ZONE_METRICS.map((metric) => partCell(situation, notes, zone, part, metric)),
      ],
    }));
    const own = ZONE_METRICS.map((metric, index) => {
      const cell = numberCell(situation, notes, zone.id, metric);
      if (!METRICS[metric].additive) return cell;
      const places = partRows.map(({ cells }, row) => ({
        cell: cells[index + 1],
        place: [first + row, index + 1] as const,
      }));
      return asSum(cell, places);
    });
    rows.push({ cells: [text(zone.nameVi, { isBold: true }), ...own] }, ...partRows);
  }
  return {
    name: "Khu công nghiệp",
    title: "Khu, tuyến công nghiệp",
    columns: [
      { ...NAME, title: "Khu, tuyến công nghiệp" },
      ...ZONE_METRICS.map((metric): Column => ({ title: headOf(metric), width: 1.4, align: "right" })),
    ],
    rows,
    notes: [],
  };
};

/** Where only the whole has a figure, the whole is where to look. */
const partCell = (situation: Situation, notes: SourceNotes, zone: Named, part: Named, metric: MetricId): Cell => {
  const cell = numberCell(situation, notes, part.id, metric);
  return cell.kind === "absent" && situation.headline(zone.id, metric)
    ? { kind: "absent", text: "chỉ có số của cả khu" }
    : cell;
};

const LISTED: readonly Column[] = [
  { title: "Chỉ tiêu", width: 4, align: "left" },
  { title: "Đơn vị", width: 1.2, align: "center" },
  { title: "Số công bố", width: 1.8, align: "right" },
  { title: "Tính lại từ các số trong biểu", width: 1.8, align: "right" },
  { title: "Chênh lệch", width: 1.3, align: "right" },
];
const PUBLISHED = 2;
const COMPUTED = 3;

/** A line of a list of metrics; `of` are lines of the same list that its figure can be computed from. */
type Line = {
  readonly metric: MetricId;
  readonly op?: "sum" | "divide";
  readonly of?: readonly MetricId[];
};

const GROUP_LINES: readonly Line[] = [
  { metric: "projectsFdi" },
  { metric: "projectsDomestic" },
  { metric: "projects", op: "sum", of: ["projectsFdi", "projectsDomestic"] },
  { metric: "registeredCapitalBillionVnd" },
  { metric: "registeredCapitalMillionUsd" },
  { metric: "deployedCapitalBillionVnd" },
  {
    metric: "capitalDeploymentShare",
    op: "divide",
    of: ["deployedCapitalBillionVnd", "registeredCapitalBillionVnd"],
  },
  { metric: "grossHa" },
  { metric: "leasableHa" },
  { metric: "leasedHa" },
  { metric: "occupancyShare", op: "divide", of: ["leasedHa", "leasableHa"] },
  { metric: "deployedHa" },
  { metric: "landDeploymentShare", op: "divide", of: ["deployedHa", "leasedHa"] },
];

const PROVINCE_LINES: readonly Line[] = [
  { metric: "clustersStage1" },
  { metric: "clustersStage2" },
  { metric: "clusters", op: "sum", of: ["clustersStage1", "clustersStage2"] },
  { metric: "clustersStage1GrossHa" },
  { metric: "clustersStage2GrossHa" },
  { metric: "clustersGrossHa", op: "sum", of: ["clustersStage1GrossHa", "clustersStage2GrossHa"] },
  { metric: "clustersOperating" },
  { metric: "clustersOperatingGrossHa" },
  { metric: "clustersPlanned" },
  { metric: "clustersPlannedGrossHa" },
  { metric: "marketsClass1" },
  { metric: "marketsClass2" },
  { metric: "marketsClass3" },
  { metric: "markets", op: "sum", of: ["marketsClass1", "marketsClass2", "marketsClass3"] },
  { metric: "marketsPrivatelyRun" },
  { metric: "supermarkets" },
];

/** Lines of a subject that have a figure, `from` the row they begin at. */
const linesOf = (
  situation: Situation,
  notes: SourceNotes,
  subjectId: string,
  lines: readonly Line[],
  from: number,
): Row[] => {
  const told = lines.filter(({ metric }) => situation.headline(subjectId, metric) !== undefined);
  const cells = told.map(({ metric }) => numberCell(situation, notes, subjectId, metric));
  return told.map(({ metric, op, of = [] }, index): Row => {
    const row = from + index;
    const operands = of.map((operand) => {
      const at = told.findIndex((line) => line.metric === operand);
      return { cell: cells[at], place: [from + at, PUBLISHED] as const };
    });
    const own = cells[index]!;
    const published = op === "sum" ? asSum(own, operands) : own;
    const computed = op === undefined ? null : recomputed(published, op, operands);
    return {
      cells: [
        text(headOf(metric).replace(/ \((?:ha|%|tỷ đồng|triệu USD)\)$/, ""), { indent: 1 }),
        text(UNITS[METRICS[metric].unit].vi),
        published,
        computed ?? text(NONE),
        computed ? difference(published, computed, row) : text(NONE),
      ],
      isTotal: op !== undefined,
    };
  });
};

type ComputedCell = Extract<Cell, { kind: "computed" }>;

/** The figure anew from its operands, where these are of the same day. */
const recomputed = (
  whole: Cell,
  op: "sum" | "divide",
  operands: readonly { cell: Cell | undefined; place: CellPlace }[],
): ComputedCell | null => {
  const numbers = operands.map(({ cell }) => cell).filter(isNumber);
  if (!isNumber(whole) || numbers.length < operands.length) return null;
  if (!numbers.every(({ figure }) => figure.asOf === whole.figure.asOf)) return null;
  const values = numbers.map(valueOf).filter((value) => value !== null);
  const [first = 0, second = 0] = values;
  if (values.length < operands.length || (op === "divide" && second === 0)) return null;
  const value = op === "divide" ? first / second : values.reduce((total, part) => total + part, 0);
  return computedCell(value, whole, { op, of: operands.map(({ place }) => place) });
};

const difference = (whole: Cell, computed: ComputedCell, row: number): Cell =>
  isNumber(whole)
    ? computedCell(computed.value - (valueOf(whole) ?? 0), whole, {
        op: "subtract",
        of: [
          [row, COMPUTED],
          [row, PUBLISHED],
        ],
      })
    : text(NONE);

const computedCell = (value: number, like: NumberCell, formula: ComputedCell["formula"]): ComputedCell => {
  const isShare = like.figure.unit === "share";
  const decimals = like.figure.decimals ?? (isShare ? 2 : 0);
  const rounded = Number((isShare ? value * 100 : value).toFixed(decimals)) + 0;
  return { kind: "computed", value, isShare, decimals, text: formatNumber(rounded, decimals, "vi"), formula };
};

/** Totals that sources print for several sites together. */
const groupTable = (situation: Situation, notes: SourceNotes): Table => {
  const rows: Row[] = [];
  for (const group of situation.groups) {
    const lines = linesOf(situation, notes, group.id, GROUP_LINES, rows.length + 1);
    if (lines.length === 0) continue;
    rows.push({ cells: [text(group.nameVi, { isBold: true }), ...LISTED.slice(1).map(() => text(""))] }, ...lines);
  }
  return {
    name: "Nhóm khu",
    title: "Số tổng của các nhóm khu, tuyến công nghiệp",
    columns: LISTED,
    rows,
    notes: [],
  };
};

const CLUSTER_METRICS: readonly MetricId[] = ["grossHa", "infrastructureCapitalBillionVnd"];

const clusterTable = (situation: Situation, notes: SourceNotes): Table => {
  const told = situation.clusters.filter(({ id }) =>
    CLUSTER_METRICS.some((metric) => situation.headline(id, metric) !== undefined),
  );
  const rows: Row[] = told.map(({ id, nameVi }) => ({
    cells: [text(nameVi), ...CLUSTER_METRICS.map((metric) => numberCell(situation, notes, id, metric))],
  }));
  const areas = rows.map(({ cells }, row) => ({ cell: cells[1], place: [row, 1] as const }));
  const total = asSum(numberCell(situation, notes, situation.row.province.id, "clustersGrossHa"), areas);
  const period = isNumber(total) ? `, ${periodText(total.figure.period)}` : "";
  rows.push({ cells: [text(`Tổng công bố của tỉnh${period}`), total, text(NONE)], isTotal: true });
  return {
    name: "Cụm công nghiệp",
    title: "Cụm công nghiệp có số liệu riêng",
    columns: [
      { ...NAME, title: "Cụm công nghiệp", width: 4 },
      ...CLUSTER_METRICS.map((metric): Column => ({ title: headOf(metric), width: 2, align: "right" })),
    ],
    rows,
    notes: [
      [
        {
          kind: "text",
          text: "Tổng công bố là của danh sách ở thời điểm ghi kèm; diện tích từng cụm ở thời điểm khác không cộng với nhau.",
        },
      ],
    ],
  };
};

const provinceTable = (situation: Situation, notes: SourceNotes): Table => ({
  name: "Cụm và chợ của tỉnh",
  title: "Số tổng của tỉnh về cụm công nghiệp, chợ và siêu thị",
  columns: LISTED,
  rows: linesOf(situation, notes, situation.row.province.id, PROVINCE_LINES, 0),
  notes: [],
});
