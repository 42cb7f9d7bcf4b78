import * as fc from "fast-check";
import type { Filter, Instant, Scalar, Spatial, Temporal, TextExpression } from "#server/features/ogc/cql2/ast.ts";
import { COMPARISONS, SPATIAL, TEMPORAL } from "#server/features/ogc/cql2/ast.ts";

/** A filter as CQL2 text: the inverse of what the server reads. */
export const asText = (filter: Filter): string => {
  if (typeof filter === "boolean") return String(filter).toUpperCase();
  switch (filter.op) {
    case "and":
    case "or":
      return filter.args.map((arg) => `(${asText(arg)})`).join(` ${filter.op.toUpperCase()} `);
    case "not":
      return `NOT (${asText(filter.args[0])})`;
    case "like":
      return `${scalar(filter.args[0])} LIKE ${scalar(filter.args[1])}`;
    case "between":
      return `${scalar(filter.args[0])} BETWEEN ${scalar(filter.args[1])} AND ${scalar(filter.args[2])}`;
    case "in":
      return `${scalar(filter.args[0])} IN (${filter.args[1].map(scalar).join(", ")})`;
    case "isNull":
      return `${scalar(filter.args[0])} IS NULL`;
    case "=":
    case "<>":
    case "<":
    case ">":
    case "<=":
    case ">=":
      return `${scalar(filter.args[0])} ${filter.op} ${scalar(filter.args[1])}`;
    default: {
      const show = filter.op.startsWith("s_") ? spatial : temporal;
      const [left, right] = filter.args as [never, never];
      return `${filter.op.toUpperCase()}(${show(left)}, ${show(right)})`;
    }
  }
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const scalar = (value: Scalar | TextExpression): string => {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object") return String(value).toUpperCase();
  if ("property" in value) return `"${value.property}"`;
  if ("op" in value) return `${value.op.toUpperCase()}(${scalar(value.args[0])})`;
  return instant(value);
};
const instant = (value: Instant): string =>
  "property" in value
    ? `"${value.property}"`
    : "date" in value
      ? `DATE('${value.date}')`
      : `TIMESTAMP('${value.timestamp}')`;
const temporal = (value: Temporal): string => {
  if (!("interval" in value)) return instant(value);
  const bounds = value.interval.map((bound) =>
    bound === ".."
      ? "'..'"
      : "date" in bound
        ? `'${bound.date}'`
        : "timestamp" in bound
          ? `'${bound.timestamp}'`
          : instant(bound),
  );
  return `INTERVAL(${bounds.join(", ")})`;
};
const coordinates = (value: readonly unknown[]): string =>
  typeof value[0] === "number"
    ? value.join(" ")
    : value
        .map((part) =>
          typeof (part as unknown[])[0] === "number" ? coordinates(part as []) : `(${coordinates(part as [])})`,
        )
        .join(", ");
const spatial = (value: Spatial): string => {
  if ("property" in value) return value.property;
  if ("bbox" in value) return `BBOX(${value.bbox.join(", ")})`;
  return `${value.type.toUpperCase()}(${coordinates(value.coordinates)})`;
};

export type Names = {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly dates: readonly string[];
};

const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const word = fc.oneof(
  fc.constantFrom(
    "zone",
    "Hòa Phú",
    "hoa phu",
    "ĐÔNG",
    "đông",
    "cluster",
    "%ph%",
    "h_a%",
    "' or 1=1 --",
    "a''b",
    "\\%",
    "",
    "Chợ%",
  ),
  fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => text.replaceAll("\0", "").normalize("NFC")),
);
/** Without what the text form reads as an escape of the quote, and half escapes at the end of patterns. */
const literal = word.filter((text) => !/\\'|\\$/.test(text) && !/\p{Surrogate}/u.test(text));
const number = fc.oneof(
  fc.integer({ min: -10, max: 400 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0),
);
const place = fc.tuple(
  fc.integer({ min: 1056, max: 1064 }).map((n) => n / 10),
  fc.integer({ min: 97, max: 105 }).map((n) => n / 10),
);

export const filters = ({ texts, numbers, dates }: Names, hasGeometry: boolean): fc.Arbitrary<Filter> => {
  const textProperty = fc.constantFrom(...texts).map((property) => ({ property }));
  const numberProperty = fc.constantFrom(...numbers).map((property) => ({ property }));
  const dateProperty = fc.constantFrom(...dates).map((property) => ({ property }));
  const date = day.map((text) => ({ date: text }));
  const moment = fc.oneof(
    date,
    day.map((text) => ({ timestamp: `${text}T12:30:00Z` })),
  );
  const comparison = fc.constantFrom(...COMPARISONS);
  const folded = (inner: fc.Arbitrary<TextExpression>): fc.Arbitrary<TextExpression> =>
    fc.oneof(
      inner,
      inner.map((arg) => ({ op: "casei", args: [arg] }) as const),
      inner.map((arg) => ({ op: "accenti", args: [{ op: "casei", args: [arg] }] }) as const),
    );
  const bound = fc.oneof(fc.constant(".." as const), moment);
  const interval = fc.tuple(bound, bound).map(([from, to]) => ({ interval: [from, to] }) as const);
  const box = fc.tuple(place, place).map(([[x, y], [a, b]]) => ({
    bbox: [Math.min(x, a), Math.min(y, b), Math.max(x, a) + 0.1, Math.max(y, b) + 0.1],
  }));
  const shape: fc.Arbitrary<Spatial> = fc.oneof(
    box,
    place.map((at) => ({ type: "Point", coordinates: at }) as const),
    fc
      .tuple(place, place)
      .filter(([a, b]) => a[0] !== b[0])
      .map(([a, b]) => ({ type: "LineString", coordinates: [a, b] }) as const),
    place.map(
      ([x, y]) =>
        ({
          type: "Polygon",
          coordinates: [
            [
              [x, y],
              [x + 0.3, y],
              [x, y + 0.2],
              [x, y],
            ],
          ],
        }) as const,
    ),
  );
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    fc.tuple(comparison, folded(textProperty), folded(literal)).map(([op, a, b]) => ({ op, args: [a, b] }) as const),
    fc.tuple(comparison, numberProperty, number).map(([op, a, b]) => ({ op, args: [a, b] }) as const),
    fc.tuple(comparison, dateProperty, moment).map(([op, a, b]) => ({ op, args: [a, b] }) as const),
    fc.tuple(folded(textProperty), folded(literal)).map(([a, b]) => ({ op: "like", args: [a, b] }) as const),
    fc.tuple(numberProperty, number, number).map((args) => ({ op: "between", args }) as const),
    fc
      .tuple(textProperty, fc.array(literal, { minLength: 1, maxLength: 4 }))
      .map((args) => ({ op: "in", args }) as const),
    fc.oneof(textProperty, numberProperty, dateProperty).map((of) => ({ op: "isNull", args: [of] }) as const),
    fc
      .tuple(fc.constantFrom(...TEMPORAL), fc.oneof(dateProperty, interval), fc.oneof(moment, interval))
      .map(([op, a, b]) => ({ op, args: [a, b] }) as const),
    fc.boolean(),
    ...(hasGeometry
      ? [
          fc
            .tuple(fc.constantFrom(...SPATIAL), shape)
            .map(([op, of]) => ({ op, args: [{ property: "geom" }, of] }) as const),
        ]
      : []),
  );
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.array(tie("filter"), { minLength: 2, maxLength: 3 }).map((args) => ({ op: "and", args }) as const),
      fc.array(tie("filter"), { minLength: 2, maxLength: 3 }).map((args) => ({ op: "or", args }) as const),
      tie("filter").map((arg) => ({ op: "not", args: [arg] }) as const),
    ),
  })).filter;
};
