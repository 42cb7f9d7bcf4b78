import type { Collection } from "#server/collections/collections.ts";
import type { CrsDefinition } from "../crs.ts";
import type {
  Filter,
  Geometry,
  Instant,
  Property,
  Scalar,
  Spatial,
  SpatialOp,
  Temporal,
  TemporalOp,
  TextExpression,
} from "./ast.ts";
import { refuseFilter } from "./parse.ts";

/** A condition on the rows `c` of a collection. Its text depends on the shape of the filter only; what was given are parameters. */
export type Condition = {
  readonly sql: string;
  /** Appended to those of the statement that it becomes part of. */
  readonly params: readonly unknown[];
  /** Expressions of the shapes given, whose validity only the database can tell. */
  readonly shapes: readonly string[];
};

export const GEOMETRY = "geom";

type Kind = "text" | "number" | "boolean" | "date";
type Term = { readonly sql: string; readonly kind: Kind };

const KINDS = { string: "text", integer: "number", number: "number", boolean: "boolean", date: "date" } as const;
const SPATIAL: Readonly<Record<SpatialOp, string>> = {
  s_intersects: "st_intersects",
  s_equals: "st_equals",
  s_disjoint: "st_disjoint",
  s_touches: "st_touches",
  s_within: "st_within",
  s_overlaps: "st_overlaps",
  s_crosses: "st_crosses",
  s_contains: "st_contains",
};
/** Of the first day and the last of either side. */
const TEMPORAL: Readonly<Record<TemporalOp, string>> = {
  t_after: "a0 > b1",
  t_before: "a1 < b0",
  t_contains: "a0 < b0 and a1 > b1",
  t_disjoint: "not (a0 <= b1 and a1 >= b0)",
  t_during: "a0 > b0 and a1 < b1",
  t_equals: "a0 = b0 and a1 = b1",
  t_finishedBy: "a0 < b0 and a1 = b1",
  t_finishes: "a0 > b0 and a1 = b1",
  t_intersects: "a0 <= b1 and a1 >= b0",
  t_meets: "a1 = b0",
  t_metBy: "a0 = b1",
  t_overlappedBy: "a0 > b0 and a0 < b1 and a1 > b1",
  t_overlaps: "a0 < b0 and a1 > b0 and a1 < b1",
  t_startedBy: "a0 = b0 and a1 > b1",
  t_starts: "a0 = b0 and a1 < b1",
};

/** @throws {Problem} 400 where the filter asks for what the collection does not have, or compares unlike things */
export const toCondition = (
  filter: Filter,
  collection: Pick<Collection, "id" | "properties" | "geometryType">,
  crs: CrsDefinition,
  firstParam: number,
): Condition => {
  const compiler = new Compiler(collection, crs, firstParam);
  const sql = compiler.filter(filter);
  return { sql, params: compiler.params, shapes: compiler.shapes };
};

class Compiler {
  readonly params: unknown[] = [];
  readonly shapes: string[] = [];
  readonly #columns: ReadonlyMap<string, Kind | "geometry">;
  readonly #collectionId: string;
  readonly #crs: CrsDefinition;
  readonly #firstParam: number;

  constructor(
    { id, properties, geometryType }: Pick<Collection, "id" | "properties" | "geometryType">,
    crs: CrsDefinition,
    firstParam: number,
  ) {
    this.#collectionId = id;
    this.#crs = crs;
    this.#firstParam = firstParam;
    this.#columns = new Map([
      ["id", "text"] as const,
      ...properties.map(({ name, type }) => [name, KINDS[type]] as const),
      ...(geometryType ? [[GEOMETRY, "geometry"] as const] : []),
    ]);
  }

  filter(filter: Filter): string {
    if (typeof filter === "boolean") return filter ? "true" : "false";
    switch (filter.op) {
      case "and":
      case "or":
        return `(${filter.args.map((arg) => this.filter(arg)).join(` ${filter.op} `)})`;
      case "not":
        return `(not ${this.filter(filter.args[0])})`;
      case "like":
        return `(${this.#text(filter.args[0])} like ${this.#text(patternOf(filter.args[1]))})`;
      case "between": {
        const [of, low, high] = this.#alike(filter.args, ["number", "date"]).sql;
        return `(${of} between ${low} and ${high})`;
      }
      case "in": {
        const [of, ...members] = this.#alike(
          [filter.args[0], ...filter.args[1]],
          ["text", "number", "boolean", "date"],
        ).sql;
        return `(${of} in (${members.join(", ")}))`;
      }
      case "isNull":
        return `(${this.#anyColumn(filter.args[0])} is null)`;
      case "=":
      case "<>": {
        const [left, right] = this.#alike(filter.args, ["text", "number", "boolean", "date"]).sql;
        return `(${left} ${filter.op} ${right})`;
      }
      case "<":
      case ">":
      case "<=":
      case ">=": {
        const { sql, kind } = this.#alike(filter.args, ["text", "number", "date"]);
        const [left, right] = sql;
        // Alike on every database, whatever its collation.
        const collation = kind === "text" ? ` collate "C"` : "";
        return `(${left}${collation} ${filter.op} ${right})`;
      }
      default:
        return isSpatial(filter)
          ? `${SPATIAL[filter.op]}(${this.#shape(filter.args[0])}, ${this.#shape(filter.args[1])})`
          : this.#temporal(filter.op, filter.args);
    }
  }

  #param(value: unknown, cast: string): string {
    this.params.push(value);
    return `$${this.#firstParam + this.params.length - 1}::${cast}`;
  }

  #column({ property }: Property): { sql: string; kind: Kind | "geometry" } {
    const kind = this.#columns.get(property);
    if (kind !== undefined) return { sql: `c.${property}`, kind };
    const names = [...this.#columns.keys()].join(", ");
    return refuseFilter({
      vi: `${this.#collectionId} không có thuộc tính “${property.slice(0, 60)}”; có: ${names}`,
      en: `${this.#collectionId} has no property “${property.slice(0, 60)}”; there are: ${names}`,
    });
  }

  #term(scalar: Scalar): Term {
    if (typeof scalar === "string") return { sql: this.#param(scalar, "text"), kind: "text" };
    if (typeof scalar === "number") return { sql: this.#param(String(scalar), "numeric"), kind: "number" };
    if (typeof scalar === "boolean") return { sql: this.#param(scalar, "boolean"), kind: "boolean" };
    if ("op" in scalar) return { sql: this.#text(scalar), kind: "text" };
    if ("date" in scalar || "timestamp" in scalar) return { sql: this.#param(dayOf(scalar), "date"), kind: "date" };
    const { sql, kind } = this.#column(scalar);
    if (kind === "geometry") {
      return refuseFilter({
        vi: `${GEOMETRY} là hình, không phải giá trị`,
        en: `${GEOMETRY} is a geometry, not a value`,
      });
    }
    // A sum or share compares as what it is, whole numbers as well.
    return { sql: kind === "number" ? `${sql}::numeric` : sql, kind };
  }

  /** All of one kind, or a 400 that names the kinds. */
  #alike(
    scalars: readonly Scalar[],
    allowed: readonly Kind[],
  ): { readonly sql: readonly string[]; readonly kind: Kind } {
    const terms = scalars.map((scalar) => this.#term(scalar));
    const kinds = [...new Set(terms.map(({ kind }) => kind))];
    const [kind] = kinds;
    if (kinds.length === 1 && kind && allowed.includes(kind)) return { sql: terms.map(({ sql }) => sql), kind };
    return refuseFilter({
      vi: `không so sánh được ${kinds.join(" với ")}; ngày viết DATE('2015-06-18')`,
      en: `${kinds.join(" cannot be compared with ")} here; a date is written DATE('2015-06-18')`,
    });
  }

  #text(expression: TextExpression): string {
    if (typeof expression === "string") return this.#param(expression, "text");
    if ("op" in expression) return `api.${FOLDS[expression.op]}(${this.#text(expression.args[0])})`;
    const { sql, kind } = this.#column(expression);
    if (kind === "text") return sql;
    return refuseFilter({
      vi: `${expression.property} không phải văn bản`,
      en: `${expression.property} is not a text`,
    });
  }

  #anyColumn(scalar: Scalar): string {
    const isProperty = typeof scalar === "object" && "property" in scalar;
    return isProperty ? this.#column(scalar).sql : this.#term(scalar).sql;
  }

  #shape(shape: Spatial): string {
    if ("property" in shape) {
      const { sql, kind } = this.#column(shape);
      if (kind === "geometry") return sql;
      return refuseFilter({ vi: `${shape.property} không phải hình`, en: `${shape.property} is not a geometry` });
    }
    const geometry = this.#crs.toEastNorth("bbox" in shape ? boxGeometry(shape.bbox, this.#crs) : shape);
    if (!isWithin(geometry.coordinates, this.#crs.isGeographic ? MOST_DEGREES : MOST_METRES)) {
      return refuseFilter({ vi: "tọa độ nằm ngoài hệ tọa độ", en: "coordinates are outside of the reference system" });
    }
    const sql = `api.shape_given(${this.#param(JSON.stringify(geometry), "text")}, ${this.#param(this.#crs.srid, "integer")})`;
    this.shapes.push(sql);
    return sql;
  }

  #temporal(op: TemporalOp, [left, right]: readonly [Temporal, Temporal]): string {
    const [a, b] = [this.#span(left), this.#span(right)];
    const ends: Readonly<Record<string, string>> = { a0: a[0], a1: a[1], b0: b[0], b1: b[1] };
    const formula = TEMPORAL[op];
    // An end that the operator does not ask for is named all the same: a parameter that no statement names has no type.
    const unasked = Object.keys(ends).filter((end) => !formula.includes(end));
    const whole = [`(${formula})`, ...unasked.map((end) => `(${end} is null or ${end} is not null)`)].join(" and ");
    return `(${whole.replaceAll(/\b[ab][01]\b/g, (end) => ends[end]!)})`;
  }

  /** First and last day. */
  #span(temporal: Temporal): readonly [string, string] {
    if (!("interval" in temporal)) {
      const day = this.#day(temporal);
      return [day, day];
    }
    const [from, to] = temporal.interval;
    // An open end, said or because the row has none.
    return [
      from === ".." ? "'-infinity'::date" : `coalesce(${this.#day(from)}, '-infinity'::date)`,
      to === ".." ? "'infinity'::date" : `coalesce(${this.#day(to)}, 'infinity'::date)`,
    ];
  }

  #day(instant: Instant): string {
    const { sql, kind } = this.#term(instant);
    if (kind === "date") return sql;
    return refuseFilter({ vi: "cần một ngày ở phép thời gian", en: "a temporal operator takes dates" });
  }
}

const FOLDS = { casei: "without_case", accenti: "without_accents" } as const;

type SpatialFilter = Extract<Filter, { op: SpatialOp }>;
const isSpatial = (filter: Exclude<Filter, boolean>): filter is SpatialFilter => filter.op in SPATIAL;

/** Data are of days: a moment counts as the day it is on, in UTC. */
const dayOf = (instant: { date: string } | { timestamp: string }): string =>
  "date" in instant ? instant.date : new Date(instant.timestamp).toISOString().slice(0, 10);

/** A pattern must not end in the middle of an escape. */
const patternOf = (pattern: TextExpression): TextExpression => {
  const literal = literalOf(pattern);
  if (literal === null || !/(?<!\\)(\\\\)*\\$/.test(literal)) return pattern;
  return refuseFilter({
    vi: "mẫu của LIKE không được kết thúc bằng \\ lẻ",
    en: "a LIKE pattern must not end in a single \\",
  });
};
const literalOf = (expression: TextExpression): string | null => {
  if (typeof expression === "string") return expression;
  if ("property" in expression) {
    return refuseFilter({ vi: "mẫu của LIKE phải là văn bản", en: "the pattern of LIKE must be a text" });
  }
  return literalOf(expression.args[0]);
};

/** Clients ask for somewhat more than the whole world; a projection of a province ends somewhere. */
const MOST_DEGREES = 1_000;
const MOST_METRES = 10_000_000;
const isWithin = (coordinates: readonly unknown[], most: number): boolean =>
  coordinates.every((part) => (Array.isArray(part) ? isWithin(part, most) : Math.abs(part as number) <= most));

/** The box as an outline, in the axis order that it was given in; two where it crosses the antimeridian. */
const boxGeometry = (bbox: readonly number[], crs: CrsDefinition): Geometry => {
  const half = bbox.length / 2;
  const [x0, y0, x1, y1] = [bbox[0]!, bbox[1]!, bbox[half]!, bbox[half + 1]!];
  const ring = (a: number, b: number, c: number, d: number) => [
    [a, b],
    [c, b],
    [c, d],
    [a, d],
    [a, b],
  ];
  const [lonFrom, lonTo] = crs.isNorthFirst ? [y0, y1] : [x0, x1];
  if (!crs.isGeographic || lonFrom <= lonTo) return { type: "Polygon", coordinates: [ring(x0, y0, x1, y1)] };
  return {
    type: "MultiPolygon",
    coordinates: crs.isNorthFirst
      ? [[ring(x0, y0, x1, 180)], [ring(x0, -180, x1, y1)]]
      : [[ring(x0, y0, 180, y1)], [ring(-180, y0, x1, y1)]],
  };
};
