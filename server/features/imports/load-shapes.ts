import { DbError, SwallowedDbError, type Db, type Tx } from "#server/db/port.ts";
import checkShapesSql from "#server/features/imports/check-shapes.sql?raw";
import {
  LOT_FILE,
  SHAPE_FILE_NAMES,
  SHAPE_FILES,
  type Geodata,
  type Geometry,
  type Lot,
  type Shape,
} from "#server/features/imports/geodata.ts";
import { cell, quote, type IssueList, type Placed } from "#server/features/imports/issue.ts";
import type { StoredGeometry } from "#server/features/imports/load-plan.ts";

const shapesOf = ({ shapes, lots }: Geodata): Placed<Shape | Lot>[] => [
  ...SHAPE_FILE_NAMES.flatMap((file) => shapes[file].rows),
  ...lots.rows,
];
const MULTIPOLYGON_FILES: readonly string[] = [
  ...SHAPE_FILE_NAMES.filter((file) => SHAPE_FILES[file].level !== null),
  LOT_FILE,
];

/** As PostGIS gets it: administrative units and lots are multipolygons, in one piece or not. */
function toGeoJson({ file, value: { geometry } }: Placed<Shape | Lot>): string {
  const { type, coordinates } = geometry;
  if (type !== "Polygon" || !MULTIPOLYGON_FILES.includes(file)) return JSON.stringify({ type, coordinates });
  return JSON.stringify({ type: "MultiPolygon", coordinates: [coordinates] });
}

function reportInvalid(row: Placed<Shape | Lot>, reason: string, issues: IssueList): void {
  const { id } = row.value.properties;
  issues.add(cell(row, "geometry"), "invalidGeometry", {
    vi: `hình của ${id} không hợp lệ, PostGIS báo ${quote(reason)} [kinh độ vĩ độ]; cần hình không tự cắt`,
    en: `the shape of ${id} is invalid, PostGIS says ${quote(reason)} [longitude latitude]; expected one that does not cross itself`,
  });
}

/** Has PostGIS read and judge every shape, and returns what it will store; invalid ones become issues. */
export async function judgeShapes(tx: Tx, data: Geodata, issues: IssueList): Promise<StoredGeometry> {
  const shapes = shapesOf(data);
  const { rows } = await tx.query<{ stored: string; reason: string | null }>(checkShapesSql, [shapes.map(toGeoJson)]);
  if (rows.length !== shapes.length) throw new Error(`PostGIS judged ${rows.length} of ${shapes.length} shapes`);
  const stored = new Map<Geometry, string>();
  for (const [index, shape] of shapes.entries()) {
    const { stored: text, reason } = rows[index]!;
    if (reason === null) stored.set(shape.value.geometry, text);
    else reportInvalid(shape, reason, issues);
  }
  return (geometry) => {
    const text = stored.get(geometry);
    if (text === undefined) throw new Error("an invalid shape was about to be stored");
    return text;
  };
}

/**
 * Names the shapes at which the geometry library threw, judging each by itself: the embedded database swallows the exception
 * and the transaction with it.
 */
export async function findCulprits(db: Db, data: Geodata, issues: IssueList): Promise<void> {
  for (const shape of shapesOf(data)) {
    try {
      await db.query(checkShapesSql, [[toGeoJson(shape)]]);
    } catch (error) {
      if (!(error instanceof SwallowedDbError || error instanceof DbError)) throw error;
      reportInvalid(shape, error.message, issues);
    }
  }
}
