import { Box } from "./box.ts";
import { type Shape, wound } from "./shape.ts";

/** Numbers of the kinds of shapes; one and several parts are the same kind, but for points. */
export const SHAPE_TYPES = { Point: 1, MultiLineString: 3, MultiPolygon: 5 } as const;
const NULL_SHAPE = 0;
const FILE_CODE = 9994;
const VERSION = 1000;

/** Head of a .shp or .shx file of so many bytes. */
export const shapeHead = (bytes: number, type: number, { sides }: Box): Buffer => {
  const head = Buffer.alloc(100);
  head.writeInt32BE(FILE_CODE, 0);
  head.writeInt32BE(bytes / 2, 24);
  head.writeInt32LE(VERSION, 28);
  head.writeInt32LE(type, 32);
  for (const [index, side] of (sides ?? [0, 0, 0, 0]).entries()) head.writeDoubleLE(side, 36 + 8 * index);
  return head;
};

/** One record with its own head; outlines run clockwise. */
export const recordOf = (
  shape: Shape | null,
  number: number,
  geometryType: keyof typeof SHAPE_TYPES | null,
): Buffer => {
  const content = contentOf(shape, SHAPE_TYPES[geometryType ?? "Point"]);
  const record = Buffer.alloc(8 + content.length);
  record.writeInt32BE(number, 0);
  record.writeInt32BE(content.length / 2, 4);
  content.copy(record, 8);
  return record;
};

const contentOf = (shape: Shape | null, type: number): Buffer => {
  if (!shape) {
    const content = Buffer.alloc(4);
    content.writeInt32LE(NULL_SHAPE);
    return content;
  }
  if (type === SHAPE_TYPES.Point) {
    const content = Buffer.alloc(20);
    content.writeInt32LE(type);
    const [x = 0, y = 0] = shape.parts[0]![0]!;
    content.writeDoubleLE(x, 4);
    content.writeDoubleLE(y, 12);
    return content;
  }
  const rings = wound(shape, "clockwise").parts.flat();
  const points = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
  const content = Buffer.alloc(44 + 4 * rings.length + 16 * points);
  const box = new Box();
  box.add(shape);
  content.writeInt32LE(type);
  for (const [index, side] of box.sides!.entries()) content.writeDoubleLE(side, 4 + 8 * index);
  content.writeInt32LE(rings.length, 36);
  content.writeInt32LE(points, 40);
  let first = 0;
  let at = 44 + 4 * rings.length;
  for (const [index, ring] of rings.entries()) {
    content.writeInt32LE(first, 44 + 4 * index);
    first += ring.length / 2;
    for (const number of ring) at = content.writeDoubleLE(number, at);
  }
  return content;
};
