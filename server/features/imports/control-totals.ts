import type { MetricId } from "#contracts/metrics.ts";
import { add, equals, subtract, toExact, toText, ZERO, type Exact } from "#server/features/imports/exact.ts";
import { currentOf, type Geodata, type Row } from "#server/features/imports/geodata.ts";
import { cell, type IssueList, type Placed, type Sentence } from "#server/features/imports/issue.ts";

type Figure = Row<"figures/*.csv">;
type Total = Row<"control-totals.csv">;
type Version = Row<"plan-versions.csv">;

/** What a list or some figures add up to, and what stood in the way of adding. */
interface Sum {
  found: Exact;
  /** What was added, for the message. */
  what: Sentence;
}
/** A total that cannot be computed at all: the column at fault and why. */
interface Refusal {
  column: string;
  why: Sentence;
}

/**
 * The figure that a list gives for one of its sites: of the list's own source, and of its date where the source prints
 * several. A figure of another source would make the sum one that nobody published.
 */
function figureInList(
  figures: Iterable<Figure>,
  siteId: string,
  metric: MetricId,
  version: Version,
): Figure | undefined {
  const ofSource = [...figures].filter(
    (figure) => figure.subject_id === siteId && figure.metric === metric && figure.source_id === version.source_id,
  );
  return (
    ofSource.find(({ as_of: asOf }) => asOf === version.as_of) ?? (ofSource.length === 1 ? ofSource[0] : undefined)
  );
}

function addList(data: Geodata, figures: readonly Figure[], total: Total): Sum | Refusal {
  const version = data.tables["plan-versions.csv"].rows.find(({ value }) => value.id === total.plan_version_id)?.value;
  if (!version)
    return {
      column: "plan_version_id",
      why: { vi: `cần một danh sách cho ${total.rule}`, en: `${total.rule} needs a plan version` },
    };
  const { metric, market_class: marketClass, stage } = total;
  const members = data.tables["plan-version-members/*.csv"].rows
    .map(({ value }) => value)
    .filter((member) => member.plan_version_id === version.id && (stage === null || member.stage === stage))
    .filter(
      (member) =>
        marketClass === null || figureInList(figures, member.site_id, "marketClass", version)?.value === marketClass,
    );
  const narrowed = [stage && `stage ${stage}`, marketClass !== null && `marketClass ${marketClass}`]
    .filter(Boolean)
    .join(", ");
  const name = `${version.id}${narrowed && ` (${narrowed})`}`;
  if (total.rule === "countOfList") {
    return {
      found: toExact(members.length),
      what: { vi: `số dòng của danh sách ${name}`, en: `members of the list ${name}` },
    };
  }
  if (metric === null) return { column: "metric", why: { vi: "sumOfList cần metric", en: "sumOfList needs a metric" } };
  const values = members.map(({ site_id: siteId }) => figureInList(figures, siteId, metric, version)?.value ?? null);
  const missing = members.filter((_, index) => values[index] === null).map(({ site_id: siteId }) => siteId);
  const gap = missing.length === 0 ? "" : `: ${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ", …" : ""}`;
  return {
    found: values.reduce((sum, value) => add(sum, toExact(value ?? 0)), ZERO),
    what: {
      vi: `tổng ${metric} của ${members.length} dòng trong ${name} (${missing.length} dòng không có số liệu${gap})`,
      en: `sum of ${metric} over the ${members.length} members of ${name} (${missing.length} without a figure${gap})`,
    },
  };
}

function addOperands(byId: ReadonlyMap<string, Placed<Figure>>, operands: readonly string[]): Sum | Refusal {
  if (operands.length === 0)
    return {
      column: "operands",
      why: { vi: "sumOfFigures cần mã các số hạng", en: "sumOfFigures needs the ids of its operands" },
    };
  let found = ZERO;
  for (const id of operands) {
    const value = byId.get(id)?.value.value ?? null;
    if (value === null)
      return {
        column: "operands",
        why: { vi: `${id} không có một giá trị hiện hành`, en: `${id} has no single current value` },
      };
    found = add(found, toExact(value));
  }
  const list = operands.join(" + ");
  return { found, what: { vi: `tổng ${list}`, en: `sum of ${list}` } };
}

function checkTotal(row: Placed<Total>, total: Exact, { found, what }: Sum, issues: IssueList): void {
  const declared = row.value.declared_shortfall;
  const difference = subtract(total, found);
  if (equals(difference, declared === null ? ZERO : toExact(declared))) return;
  const numbers = `${toText(total)} − ${toText(found)} = ${toText(difference)}`;
  issues.add(
    cell(row, declared === null ? "total_figure_id" : "declared_shortfall"),
    declared === null ? "totalNotReproduced" : "otherShortfall",
    {
      vi: `số công bố ${toText(total)}, ${what.vi} là ${toText(found)}, thiếu ${numbers}; ${declared === null ? "cần khớp, hoặc khai declared_shortfall kèm lý do" : `nhưng declared_shortfall là ${declared}`}`,
      en: `${toText(total)} was published, ${what.en} is ${toText(found)}, the difference ${numbers}; ${declared === null ? "expected none, or a declared_shortfall with its reason" : `but declared_shortfall is ${declared}`}`,
    },
  );
}

/**
 * Reconciles every published total with the loaded rows, in exact decimals. A total that is not reproduced must declare
 * by how much, and declare it right.
 */
export function checkControlTotals(data: Geodata, issues: IssueList): void {
  const byId = currentOf(data.tables["figures/*.csv"].rows);
  const figures = [...byId.values()].map(({ value }) => value);
  for (const row of data.tables["control-totals.csv"].rows) {
    const { value } = row;
    const refuse = (column: string, { vi, en }: Sentence) =>
      issues.add(cell(row, column), "totalNotComputable", {
        vi: `không tính được: ${vi}`,
        en: `cannot be computed: ${en}`,
      });
    if (value.declared_shortfall !== null && value.shortfall_reason_vi === null) {
      issues.add(cell(row, "shortfall_reason_vi"), "shortfallWithoutReason", {
        vi: "ô trống; declared_shortfall cần lý do",
        en: "the cell is empty; a declared_shortfall needs its reason",
      });
    }
    const total = byId.get(value.total_figure_id)?.value.value ?? null;
    if (total === null) {
      refuse("total_figure_id", {
        vi: `${value.total_figure_id} không có một giá trị hiện hành`,
        en: `${value.total_figure_id} has no single current value`,
      });
      continue;
    }
    const sum = value.rule === "sumOfFigures" ? addOperands(byId, value.operands) : addList(data, figures, value);
    if ("why" in sum) refuse(sum.column, sum.why);
    else checkTotal(row, toExact(total), sum, issues);
  }
}
