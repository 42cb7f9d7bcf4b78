import * as z from "zod/mini";
import type { Text } from "#server/problems.ts";
import { isoDate } from "#contracts/units.ts";
import {
  COMPARISONS,
  type Filter,
  type Geometry,
  type Instant,
  type Scalar,
  type Spatial,
  SPATIAL,
  type Temporal,
  TEMPORAL,
  type TextExpression,
} from "./ast.ts";

type Refuse = (message: Text) => never;
type Node = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 40;
const MAX_ITEMS = 1_000;
const MAX_POSITIONS = 5_000;

/** What either encoding was read into, as the filter it is. `refuse` is told what is wrong. */
export const checkedFilter = (value: unknown, refuse: Refuse): Filter => new Check(refuse).filter(value, 0);

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const isOneOf = <T extends string>(members: readonly T[], value: unknown): value is T =>
  (members as readonly unknown[]).includes(value);
const shown = (value: unknown): string => (JSON.stringify(value) ?? "").slice(0, 60);
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

const isDay = (text: string): boolean => z.safeParse(isoDate, text).success;
const isTimestamp = (text: string): boolean =>
  RFC3339.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));

class Check {
  readonly #refuse: Refuse;
  #positions = 0;

  constructor(refuse: Refuse) {
    this.#refuse = refuse;
  }

  filter(value: unknown, depth: number): Filter {
    if (depth > MAX_DEPTH)
      this.#refuse({ vi: `lồng nhau quá ${MAX_DEPTH} mức`, en: `nested deeper than ${MAX_DEPTH}` });
    if (typeof value === "boolean") return value;
    if (!isNode(value)) return this.#expected("một điều kiện", "a condition", value);
    const { op } = value;
    if (op === "and" || op === "or") {
      const args = this.#args(value, 2, MAX_ITEMS);
      return { op, args: args.map((arg) => this.filter(arg, depth + 1)) };
    }
    if (op === "not") return { op, args: [this.filter(this.#args(value, 1)[0], depth + 1)] };
    if (isOneOf(COMPARISONS, op)) {
      const [left, right] = this.#args(value, 2);
      return { op, args: [this.#scalar(left), this.#scalar(right)] };
    }
    if (op === "like") {
      const [left, right] = this.#args(value, 2);
      return { op, args: [this.#text(left), this.#text(right)] };
    }
    if (op === "between") {
      const [of, low, high] = this.#args(value, 3);
      return { op, args: [this.#scalar(of), this.#scalar(low), this.#scalar(high)] };
    }
    if (op === "in") {
      const [of, list] = this.#args(value, 2);
      if (!Array.isArray(list) || list.length === 0 || list.length > MAX_ITEMS)
        return this.#expected("một danh sách", "a list", list);
      return { op, args: [this.#scalar(of), list.map((item) => this.#scalar(item))] };
    }
    if (op === "isNull") return { op, args: [this.#scalar(this.#args(value, 1)[0])] };
    if (isOneOf(SPATIAL, op)) {
      const [left, right] = this.#args(value, 2);
      return { op, args: [this.#spatial(left), this.#spatial(right)] };
    }
    if (isOneOf(TEMPORAL, op)) {
      const [left, right] = this.#args(value, 2);
      return { op, args: [this.#temporal(left), this.#temporal(right)] };
    }
    return this.#refuse({ vi: `không có phép ${shown(op)}`, en: `there is no operator ${shown(op)}` });
  }

  #scalar(value: unknown): Scalar {
    if (typeof value === "boolean") return value;
    if (typeof value === "number") return Number.isFinite(value) ? value : this.#expected("một số", "a number", value);
    if (typeof value === "string") return this.#string(value);
    if (isNode(value)) {
      if ("date" in value || "timestamp" in value) return this.#instant(value) as Scalar;
      if ("property" in value || "op" in value) return this.#text(value);
    }
    return this.#expected("một giá trị", "a value", value);
  }

  #text(value: unknown): TextExpression {
    if (typeof value === "string") return this.#string(value);
    if (isNode(value)) {
      const { op } = value;
      if (typeof value["property"] === "string") return this.#property(value);
      if (op === "casei" || op === "accenti") {
        const [inner] = this.#args(value, 1);
        return { op, args: [this.#text(inner)] };
      }
    }
    return this.#expected("một văn bản", "a text", value);
  }

  #string(value: string): string {
    // PostgreSQL holds no NUL, and half a surrogate pair is no character.
    if (value.includes("\0") || /\p{Surrogate}/u.test(value))
      return this.#expected("văn bản hợp lệ", "well-formed text", "…");
    return value.normalize("NFC");
  }

  #property(value: Node): { property: string } {
    const name = value["property"];
    return typeof name === "string"
      ? { property: this.#string(name) }
      : this.#expected("tên thuộc tính", "the name of a property", name);
  }

  #instant(value: unknown): Instant {
    if (isNode(value)) {
      const { date, timestamp } = value;
      if (typeof date === "string" && isDay(date)) return { date };
      if (typeof timestamp === "string" && isTimestamp(timestamp)) return { timestamp };
      if ("property" in value) return this.#property(value);
    }
    return this.#expected(
      "ngày 2015-06-18 hoặc thời điểm 2015-06-18T00:00:00Z",
      "a date or time stamp as in RFC 3339",
      value,
    );
  }

  #temporal(value: unknown): Temporal {
    if (!isNode(value) || !("interval" in value)) return this.#instant(value);
    const { interval } = value;
    if (!Array.isArray(interval) || interval.length !== 2) return this.#expected("hai mốc", "two bounds", interval);
    const [from, to] = interval.map((bound: unknown) => (bound === ".." ? bound : this.#instant(boundOf(bound))));
    return { interval: [from!, to!] };
  }

  #spatial(value: unknown): Spatial {
    if (isNode(value)) {
      if ("property" in value) return this.#property(value);
      const { bbox, type, coordinates } = value;
      if (Array.isArray(bbox) && (bbox.length === 4 || bbox.length === 6)) {
        return { bbox: bbox.map((number) => this.#ordinate(number)) };
      }
      const depth = DEPTHS[String(type)];
      if (depth !== undefined)
        return { type, coordinates: this.#coordinates(coordinates, depth, String(type)) } as unknown as Geometry;
    }
    return this.#expected("một hình", "a geometry", value);
  }

  #coordinates(value: unknown, depth: number, type: string): unknown {
    if (!Array.isArray(value)) return this.#expected("tọa độ", "coordinates", value);
    if (depth > 0) {
      const inner = value.map((part: unknown) => this.#coordinates(part, depth - 1, type));
      const isPolygon = type.endsWith("Polygon");
      const isLine = depth === 1 && type !== "MultiPoint";
      if (isLine && inner.length < (isPolygon ? 4 : 2)) return this.#expected("thêm điểm", "more points", value);
      if (isLine && isPolygon && String(inner[0]) !== String(inner.at(-1)))
        return this.#expected("vòng khép kín", "a closed ring", value);
      return inner;
    }
    this.#positions += 1;
    if (value.length < 2 || value.length > 3 || this.#positions > MAX_POSITIONS)
      return this.#expected("hai số mỗi điểm", "two numbers a point", value);
    return value.map((number: unknown) => this.#ordinate(number));
  }

  #ordinate(value: unknown): number {
    return typeof value === "number" && Math.abs(value) < 1e8 ? value : this.#expected("một số", "a number", value);
  }

  #args({ op, args }: Node, least: number, most = least): readonly unknown[] {
    if (Array.isArray(args) && args.length >= least && args.length <= most) return args;
    return this.#expected(`${least} đối số cho ${String(op)}`, `${least} arguments of ${String(op)}`, args);
  }

  #expected(vi: string, en: string, found: unknown): never {
    return this.#refuse({ vi: `cần ${vi}, không phải ${shown(found)}`, en: `expected ${en}, not ${shown(found)}` });
  }
}

/** Bounds of an interval may be bare texts in JSON. */
const boundOf = (bound: unknown): unknown =>
  typeof bound === "string" ? (bound.includes("T") ? { timestamp: bound } : { date: bound }) : bound;

/** How many arrays deep the positions of each kind of geometry lie. */
const DEPTHS: Readonly<Record<string, number>> = {
  Point: 0,
  LineString: 1,
  MultiPoint: 1,
  Polygon: 2,
  MultiLineString: 2,
  MultiPolygon: 3,
};
