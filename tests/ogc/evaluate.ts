import type {
  Comparison,
  Filter,
  Instant,
  Scalar,
  Temporal,
  TemporalOp,
  TextExpression,
} from "#server/features/ogc/cql2/ast.ts";

type Row = Readonly<Record<string, string | number | null>>;
type Truth = boolean | null;

/** Whether a row matches, by plain code: true, false, or null where a value it needs is not there. Without shapes. */
export const matches = (filter: Filter, row: Row): Truth => {
  if (typeof filter === "boolean") return filter;
  switch (filter.op) {
    case "and": {
      const parts = filter.args.map((arg) => matches(arg, row));
      return parts.includes(false) ? false : parts.includes(null) ? null : true;
    }
    case "or": {
      const parts = filter.args.map((arg) => matches(arg, row));
      return parts.includes(true) ? true : parts.includes(null) ? null : false;
    }
    case "not": {
      const inner = matches(filter.args[0], row);
      return inner === null ? null : !inner;
    }
    case "like": {
      const [text, pattern] = filter.args.map((arg) => value(arg, row));
      return text === null || pattern === null ? null : like(String(text), String(pattern));
    }
    case "between": {
      const [of, low, high] = filter.args.map((arg) => value(arg, row));
      return of === null ? null : of! >= low! && of! <= high!;
    }
    case "in": {
      const of = value(filter.args[0], row);
      return of === null ? null : filter.args[1].some((member) => value(member, row) === of);
    }
    case "isNull":
      return value(filter.args[0], row) === null;
    case "=":
    case "<>":
    case "<":
    case ">":
    case "<=":
    case ">=": {
      const [left, right] = filter.args.map((arg) => value(arg, row));
      return left === null || right === null ? null : compared(filter.op, left!, right!);
    }
    default: {
      const [left, right] = filter.args as [Temporal, Temporal];
      return related(filter.op as TemporalOp, span(left, row), span(right, row));
    }
  }
};

const value = (scalar: Scalar | TextExpression, row: Row): string | number | boolean | null => {
  if (typeof scalar !== "object") return scalar;
  if ("property" in scalar) return row[scalar.property] ?? null;
  if ("date" in scalar) return scalar.date;
  if ("timestamp" in scalar) return scalar.timestamp.slice(0, 10);
  const inner = value(scalar.args[0], row);
  if (typeof inner !== "string") return inner;
  const marks = inner.normalize("NFD");
  return scalar.op === "accenti"
    ? marks
        .replaceAll(/[\u0300-\u036f]/g, "")
        .replaceAll("đ", "d")
        .replaceAll("Đ", "D")
    : marks
        .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
        .replaceAll("Đ", "đ")
        .normalize("NFC");
};

/** By code points, as the database compares bytes. */
const order = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const compared = (op: Comparison, a: string | number | boolean, b: string | number | boolean): boolean => {
  const sign = typeof a === "string" ? order(a, String(b)) : Number(a) - Number(b);
  return { "=": sign === 0, "<>": sign !== 0, "<": sign < 0, ">": sign > 0, "<=": sign <= 0, ">=": sign >= 0 }[op];
};

const like = (text: string, pattern: string): boolean => {
  const source = [...pattern.matchAll(/\\([\s\S])|([\s\S])/gu)]
    .map(([, escaped, plain]) =>
      plain === "%"
        ? "[\\s\\S]*"
        : plain === "_"
          ? "[\\s\\S]"
          : (escaped ?? plain!).replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`, "u").test(text);
};

type Span = readonly [string | null, string | null];
const day = (instant: Instant, row: Row): string | null => value(instant, row) as string | null;
const span = (temporal: Temporal, row: Row): Span => {
  if (!("interval" in temporal)) return [day(temporal, row), day(temporal, row)];
  const [from, to] = temporal.interval;
  return [from === ".." ? "-" : (day(from, row) ?? "-"), to === ".." ? "9999" : (day(to, row) ?? "9999")];
};

const related = (op: TemporalOp, [a0, a1]: Span, [b0, b1]: Span): Truth => {
  if (a0 === null || a1 === null || b0 === null || b1 === null) return null;
  switch (op) {
    case "t_after":
      return a0 > b1;
    case "t_before":
      return a1 < b0;
    case "t_contains":
      return a0 < b0 && a1 > b1;
    case "t_disjoint":
      return a0 > b1 || a1 < b0;
    case "t_during":
      return a0 > b0 && a1 < b1;
    case "t_equals":
      return a0 === b0 && a1 === b1;
    case "t_finishedBy":
      return a0 < b0 && a1 === b1;
    case "t_finishes":
      return a0 > b0 && a1 === b1;
    case "t_intersects":
      return a0 <= b1 && a1 >= b0;
    case "t_meets":
      return a1 === b0;
    case "t_metBy":
      return a0 === b1;
    case "t_overlappedBy":
      return a0 > b0 && a0 < b1 && a1 > b1;
    case "t_overlaps":
      return a0 < b0 && a1 > b0 && a1 < b1;
    case "t_startedBy":
      return a0 === b0 && a1 > b1;
    default:
      return a0 === b0 && a1 < b1;
  }
};
