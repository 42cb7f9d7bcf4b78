import * as z from "zod/mini";
import { shapeProperties } from "#contracts/geodata.ts";
import { lotProperties } from "#contracts/geodata-land.ts";
import { explain } from "#server/features/imports/expectations.ts";
import { foundAndExpected, quote, type IssueList, type Sentence } from "#server/features/imports/issue.ts";
import { decodeText } from "#server/features/imports/read-csv.ts";
import {
  LOT_FILE,
  POLYGONS,
  SHAPE_FILES,
  type Coordinates,
  type Feature,
  type Geometry,
  type Lot,
  type Shape,
  type ShapeFile,
  type Table,
} from "#server/features/imports/geodata.ts";
import { doubtPosition } from "#server/features/imports/region.ts";

/** Levels of nesting above a position, and whether the lists of positions are rings. */
const TYPES: Readonly<Record<string, { depth: number; isRing: boolean; leastPositions: number }>> = {
  Point: { depth: 0, isRing: false, leastPositions: 1 },
  LineString: { depth: 1, isRing: false, leastPositions: 2 },
  MultiLineString: { depth: 2, isRing: false, leastPositions: 2 },
  Polygon: { depth: 2, isRing: true, leastPositions: 4 },
  MultiPolygon: { depth: 3, isRing: true, leastPositions: 4 },
};
const MAX_POSITIONS = 100_000;

type Fault = { code: string; sentence: Sentence };
const fault = (code: string, vi: string, en: string): Fault => ({ code, sentence: { vi, en } });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const inText = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

function checkPosition(position: unknown): Fault | null {
  if (Array.isArray(position) && position.length === 2 && position.every(Number.isFinite)) {
    return doubtPosition(position[0] as number, position[1] as number);
  }
  // JSON writes 1e999 and the like back as null, which would hide what was found.
  const found = Array.isArray(position) ? `[${position.join(", ")}]` : inText(position);
  const expected = { vi: "[kinh độ, vĩ độ] là hai số hữu hạn", en: "[longitude, latitude], two finite numbers" };
  return { code: "position", sentence: foundAndExpected(found, expected) };
}

function checkPositions(positions: unknown[], isRing: boolean, leastPositions: number): Fault | null {
  for (const position of positions) {
    const found = checkPosition(position);
    if (found) return found;
  }
  if (isRing && String(positions[0]) !== String(positions.at(-1))) {
    return fault(
      "openRing",
      `vòng không khép: bắt đầu [${String(positions[0])}], kết thúc [${String(positions.at(-1))}]; cần hai điểm trùng nhau`,
      `the ring is not closed: it starts at [${String(positions[0])}] and ends at [${String(positions.at(-1))}]; expected the same position`,
    );
  }
  if (positions.length >= leastPositions) return null;
  return fault(
    "fewPositions",
    `chỉ có ${positions.length} điểm; cần ít nhất ${leastPositions}`,
    `there are only ${positions.length} positions; expected at least ${leastPositions}`,
  );
}

/** The lists of positions of nested coordinates; null where the nesting is not as deep as the type asks. */
function positionLists(coordinates: unknown, depth: number): unknown[][] | null {
  if (depth === 0) return [[coordinates]];
  if (!Array.isArray(coordinates) || coordinates.length === 0) return null;
  if (depth === 1) return [coordinates];
  const lists = coordinates.map((part) => positionLists(part, depth - 1));
  return lists.includes(null) ? null : (lists as unknown[][][]).flat();
}

function checkGeometry(geometry: unknown, allowed: readonly string[]): Fault | null {
  const type = isObject(geometry) ? inText(geometry["type"]) : inText(geometry);
  const shape = TYPES[type];
  if (!isObject(geometry) || !shape || !allowed.includes(type)) {
    const list = allowed.join(", ");
    return {
      code: "geometryType",
      sentence: foundAndExpected(type, { vi: `hình kiểu ${list}`, en: `a geometry of type ${list}` }),
    };
  }
  const lists = positionLists(geometry["coordinates"], shape.depth);
  if (!lists) {
    const expected = { vi: `toạ độ của ${type}, không rỗng`, en: `coordinates of a ${type}, not empty` };
    return { code: "coordinates", sentence: foundAndExpected(inText(geometry["coordinates"]), expected) };
  }
  const count = lists.reduce((sum, { length }) => sum + length, 0);
  if (count > MAX_POSITIONS)
    return fault(
      "tooManyPositions",
      `có ${count} điểm; cần nhiều nhất ${MAX_POSITIONS}`,
      `there are ${count} positions; expected at most ${MAX_POSITIONS}`,
    );
  for (const list of lists) {
    const found = checkPositions(list, shape.isRing, shape.leastPositions);
    if (found) return found;
  }
  return null;
}

function readFeatures(file: string, text: string, issues: IssueList): unknown[] | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const why = (error as Error).message;
    issues.add({ file }, "json", {
      vi: `không đọc được JSON: ${quote(why)}`,
      en: `the JSON cannot be read: ${quote(why)}`,
    });
    return null;
  }
  if (isObject(content) && content["type"] === "FeatureCollection" && Array.isArray(content["features"]))
    return content["features"];
  issues.add({ file }, "featureCollection", {
    vi: "cần một FeatureCollection có danh sách features",
    en: "expected a FeatureCollection with a list of features",
  });
  return null;
}

/** What the features of a file must be: their properties, and the types of their geometries. */
type Kind<P> = { readonly schema: z.ZodMiniObject & z.ZodMiniType<P>; readonly types: readonly string[] };

function readFeature<P>(
  file: string,
  { schema, types }: Kind<P>,
  row: number,
  feature: unknown,
  issues: IssueList,
): Feature<P> | null {
  const properties = isObject(feature) && feature["type"] === "Feature" ? feature["properties"] : null;
  if (!isObject(feature) || !isObject(properties)) {
    issues.add({ file, row }, "feature", {
      vi: "cần một Feature có properties",
      en: "expected a Feature with properties",
    });
    return null;
  }
  let isGood = true;
  const refuse = (column: string, { code, sentence }: Fault) => {
    isGood = false;
    issues.add({ file, row, column }, code, sentence);
  };
  const parsed = z.safeParse(schema, properties);
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === "unrecognized_keys") {
      const list = Object.keys(schema.shape).join(", ");
      for (const key of issue.keys)
        refuse(
          key,
          fault("unknownColumn", `thuộc tính lạ; cần một trong: ${list}`, `unknown property; expected one of: ${list}`),
        );
    } else {
      const column = String(issue.path[0]);
      refuse(column, explain(issue, column in properties ? inText(properties[column]) : ""));
    }
  }
  const { id } = feature;
  if (id !== undefined && id !== properties["id"]) {
    const wanted = inText(properties["id"]);
    refuse("id", {
      code: "featureId",
      sentence: foundAndExpected(inText(id), {
        vi: `${wanted} như trong properties`,
        en: `${wanted} as in properties`,
      }),
    });
  }
  const found = checkGeometry(feature["geometry"], types);
  if (found) refuse("geometry", found);
  if (!isGood || !parsed.success) return null;
  const { type, coordinates } = feature["geometry"] as { type: string; coordinates: Coordinates[] };
  const geometry: Geometry = { type, coordinates };
  return { properties: parsed.data, geometry };
}

function readTable<P>(file: string, kind: Kind<P>, bytes: Uint8Array, issues: IssueList): Table<Feature<P>> {
  const table: Table<Feature<P>> = { rows: [], ids: new Set(), illustrativeIds: new Set(), isComplete: false };
  const text = decodeText(file, bytes, issues);
  const features = text === null ? null : readFeatures(file, text, issues);
  if (!features) return table;
  for (const [index, feature] of features.entries()) {
    const value = readFeature(file, kind, index + 1, feature, issues);
    const properties = isObject(feature) ? feature["properties"] : null;
    if (isObject(properties)) table.ids.add(inText(properties["id"]));
    if (value) table.rows.push({ file, row: index + 1, value });
  }
  return { ...table, isComplete: true };
}

/**
 * Reads one GeoJSON file into shapes with finite positions in range and closed rings. Whether rings cross is left to
 * PostGIS, which decides in the load.
 */
export const readShapes = (file: ShapeFile, bytes: Uint8Array, issues: IssueList): Table<Shape> =>
  readTable(file, { schema: shapeProperties, types: SHAPE_FILES[file].types }, bytes, issues);

/** The same for lots; an installation without the file has none. */
export const readLots = (bytes: Uint8Array | undefined, issues: IssueList): Table<Lot> =>
  bytes
    ? readTable(LOT_FILE, { schema: lotProperties, types: POLYGONS }, bytes, issues)
    : { rows: [], ids: new Set(), illustrativeIds: new Set(), isComplete: true };
