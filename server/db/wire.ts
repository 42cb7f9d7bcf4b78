/**
 * Values on their way to and from the database, as PostgreSQL's text format.
 * Both back ends use these functions and no driver's own, so a value cannot differ between them.
 */

type Parse = (text: string) => unknown;

/** @throws {TypeError} for `undefined`, which is nearly always a misspelt property, and functions */
function encodeParam(value: unknown): string | null {
  if (value === null) return null;
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      if (value instanceof Date) return value.toISOString();
      if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
      if (Array.isArray(value)) return encodeArray(value);
      return JSON.stringify(value);
    default:
      throw new TypeError(`a ${typeof value} cannot be a query parameter; null is the absent value`);
  }
}

export function encodeParams(params: readonly unknown[]): (string | null)[] {
  return params.map((param, index) => {
    try {
      return encodeParam(param);
    } catch (cause) {
      throw new TypeError(`parameter $${index + 1}: ${(cause as Error).message}`, { cause });
    }
  });
}

function encodeArray(items: readonly unknown[]): string {
  const parts = items.map((item) => {
    if (Array.isArray(item)) return encodeArray(item);
    const text = encodeParam(item);
    return text === null ? "null" : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  });
  return `{${parts.join(",")}}`;
}

/** Splits an array literal; elements are parsed one by one, nested arrays stay nested. */
function parseArray(text: string, parse: Parse): unknown[] {
  // A literal with bounds, "[0:1]={a,b}", carries them before the first brace.
  let at = text.indexOf("{");
  const read = (): unknown[] => {
    const items: unknown[] = [];
    at++;
    while (text[at] !== "}") {
      if (text[at] === ",") at++;
      else if (text[at] === "{") items.push(read());
      else if (text[at] === '"') items.push(parse(readQuoted()));
      else {
        const start = at;
        while (text[at] !== "," && text[at] !== "}") at++;
        const bare = text.slice(start, at);
        items.push(bare === "NULL" ? null : parse(bare));
      }
    }
    at++;
    return items;
  };
  const readQuoted = (): string => {
    let value = "";
    let from = ++at;
    for (; text[at] !== '"'; at++) {
      if (text[at] !== "\\") continue;
      value += text.slice(from, at);
      from = ++at;
    }
    value += text.slice(from, at++);
    return value;
  };
  return read();
}

/** @throws {RangeError} beyond ±(2⁵³ − 1), where a number would silently be another one */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`);
  return value;
}

const INSTANT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/;

/** "2026-06-30 07:00:00.5+00" → "2026-06-30T07:00:00.500Z"; infinity and dates B.C. stay text. */
function parseInstant(text: string): string {
  const match = INSTANT.exec(text);
  if (!match) return text;
  const [, date, time, hours, minutes = "00"] = match;
  return new Date(`${date}T${time}${hours}:${minutes}`).toISOString();
}

const asText: Parse = (text) => text;
// Copied from view to view: element by element, as `Uint8Array.from` does, costs more than the query.
const parseBytes: Parse = (text) => new Uint8Array(Buffer.from(text.slice(2), "hex"));
const parseJson: Parse = (text) => JSON.parse(text);

/** [scalar oid, array oid, parser] of the types the project's queries return */
const TYPES: readonly (readonly [number, number, Parse])[] = [
  [16, 1000, (text) => text === "t"], // bool
  [17, 1001, parseBytes], // bytea
  [19, 1003, asText], // name
  [20, 1016, parseInt8], // int8
  [21, 1005, Number], // int2
  [23, 1007, Number], // int4
  [25, 1009, asText], // text
  [26, 1028, Number], // oid
  [114, 199, parseJson], // json
  [700, 1021, Number], // float4
  [701, 1022, Number], // float8
  [1042, 1014, asText], // bpchar
  [1043, 1015, asText], // varchar
  [1082, 1182, asText], // date: already "YYYY-MM-DD"; a Date would move it by the time zone
  [1083, 1183, asText], // time
  [1114, 1115, (text) => text.replace(" ", "T")], // timestamp: local, so no zone is added
  [1184, 1185, parseInstant], // timestamptz
  [1186, 1187, asText], // interval
  [1700, 1231, Number], // numeric
  [2950, 2951, asText], // uuid
  [3802, 3807, parseJson], // jsonb
];

/** Parser by type oid. A type that is not listed, geometry for one, arrives as its text. */
export const PARSERS: Readonly<Record<number, Parse>> = Object.fromEntries(
  TYPES.flatMap(([scalar, array, parse]) => [
    [scalar, parse],
    [array, (text: string) => parseArray(text, parse)],
  ]),
);

export const parserOf = (oid: number): Parse => PARSERS[oid] ?? asText;
