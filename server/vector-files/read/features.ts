import type { CellContent } from "#contracts/read-cell.ts";
import type { Text } from "#server/problems.ts";
import { LIMITS, refuseFile, at } from "./refusals.ts";

export type Ring = [number, number][];
/** Polygons with their holes, in the coordinates of the file. */
export type Shape = Ring[][];
export type FileFault = { readonly code: ShapeFault; readonly message: Text };
export type FileFeature = {
  /** Of the file as people count it: line of a table, number of a shape. */
  readonly row: number;
  /** Null: the row has none, or a faulty one. */
  readonly shape: Shape | null;
  readonly properties: Readonly<Record<string, CellContent>>;
  readonly faults: readonly FileFault[];
};
/** What any file is read to. */
export type FileContent = {
  readonly format: FileFormat;
  readonly layer: string | null;
  /** More than one: another may be chosen. */
  readonly layers: readonly string[];
  /** As the file says; null: it says nothing, or nothing that is known. */
  readonly crs: string | null;
  /** The words of the file, to be shown where they are not understood. */
  readonly crsText: string | null;
  readonly fields: readonly string[];
  readonly features: readonly FileFeature[];
};
export type FileFormat = "csv" | "xlsx" | "geojson" | "geopackage" | "shapefile" | "kml" | "kmz" | "dxf";

const FAULTS = {
  "no-shape": { vi: "không có đường bao", en: "has no outline" },
  "not-area": { vi: "là điểm hoặc đường, không phải vùng khép kín", en: "is a point or a line, not a closed area" },
  curve: { vi: "có cung tròn; hãy chuyển thành đoạn thẳng", en: "has arcs; turn them into straight segments" },
  "too-few": { vi: "vòng có ít hơn ba đỉnh khác nhau", en: "a ring has fewer than three different corners" },
  open: { vi: "vòng không khép kín", en: "a ring is not closed" },
  "not-number": { vi: "tọa độ không phải số dùng được", en: "a coordinate is no usable number" },
  "far-off": { vi: "tọa độ lớn hơn mọi vị trí trên Trái Đất", en: "a coordinate is larger than any place on earth" },
  "ambiguous-number": {
    vi: "tọa độ đọc được hai cách; bỏ dấu ngăn hàng nghìn",
    en: "a coordinate can be read in two ways; leave out the separators of thousands",
  },
  "mixed-points": { vi: "thiếu X hoặc Y ở một dòng điểm", en: "X or Y is missing in a row of points" },
} as const satisfies Record<string, Text>;
export type ShapeFault = keyof typeof FAULTS;

export const faultOf = (code: ShapeFault, where: Text | null = null): FileFault => ({
  code,
  message: where ? { vi: `${FAULTS[code].vi} (${where.vi})`, en: `${FAULTS[code].en} (${where.en})` } : FAULTS[code],
});

/** Counts the corners of a file as they come in. @throws {FileRefusal} at one too many */
export const vertexCounter = () => {
  let sum = 0;
  return (row: number, ofFeature: number): void => {
    sum += ofFeature;
    if (ofFeature > LIMITS.featureVertices || sum > LIMITS.vertices)
      refuseFile("too-many-vertices", at("hình", "shape", row));
  };
};

const isPosition = (point: unknown): point is number[] => Array.isArray(point) && point.length >= 2;

/** Of anything that calls itself the coordinates of polygons; a ring that is not closed is a fault unless `closes`. */
export const shapeOf = (polygons: unknown, closes = false): { shape: Shape } | { fault: FileFault } => {
  const shape: Shape = [];
  if (!Array.isArray(polygons) || polygons.length === 0) return { fault: faultOf("no-shape") };
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { fault: faultOf("no-shape") };
    const rings: Ring[] = [];
    for (const [ringAt, ring] of polygon.entries()) {
      const read = ringOf(ring, ringAt + 1, closes);
      if ("fault" in read) return read;
      rings.push(read.ring);
    }
    shape.push(rings);
  }
  return { shape };
};

const ringOf = (given: unknown, ringNumber: number, closes: boolean): { ring: Ring } | { fault: FileFault } => {
  const told = (code: ShapeFault, point?: number) => ({
    fault: faultOf(
      code,
      point === undefined
        ? at("vòng", "ring", ringNumber)
        : { vi: `vòng ${ringNumber}, đỉnh ${point}`, en: `ring ${ringNumber}, corner ${point}` },
    ),
  });
  if (!Array.isArray(given)) return told("too-few");
  const ring: Ring = [];
  for (const [n, point] of given.entries()) {
    if (!isPosition(point)) return told("not-number", n + 1);
    const [x, y] = point;
    if (typeof x !== "number" || typeof y !== "number" || !Number.isFinite(x) || !Number.isFinite(y))
      return told("not-number", n + 1);
    if (Math.abs(x) > LIMITS.coordinate || Math.abs(y) > LIMITS.coordinate) return told("far-off", n + 1);
    ring.push([x, y]);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last) return told("too-few");
  if (first[0] !== last[0] || first[1] !== last[1]) {
    if (!closes) return told("open");
    ring.push([...first]);
  }
  const kept = ring.filter((point, n) => n === 0 || point[0] !== ring[n - 1]![0] || point[1] !== ring[n - 1]![1]);
  return kept.length < 4 ? told("too-few") : { ring: kept };
};

/** Corners in nested coordinates, without reading them as numbers. */
export const countPositions = (coordinates: unknown): number => {
  if (!Array.isArray(coordinates)) return 0;
  if (coordinates.length > 0 && !Array.isArray(coordinates[0])) return 1;
  let sum = 0;
  for (const part of coordinates) sum += countPositions(part);
  return sum;
};

/** Areas of a GeoJSON geometry. */
export const shapeOfGeometry = (geometry: unknown): { shape: Shape } | { fault: FileFault } => {
  if (geometry === null || typeof geometry !== "object") return { fault: faultOf("no-shape") };
  const { type, coordinates, geometries } = geometry as Record<string, unknown>;
  if (type === "Polygon") return shapeOf([coordinates]);
  if (type === "MultiPolygon") return shapeOf(coordinates);
  if (type === "GeometryCollection" && Array.isArray(geometries) && geometries.length > 0) {
    const parts: Shape = [];
    for (const part of geometries) {
      const read = shapeOfGeometry(part);
      if ("fault" in read) return read;
      parts.push(...read.shape);
    }
    return { shape: parts };
  }
  return { fault: faultOf(type === "GeometryCollection" ? "no-shape" : "not-area") };
};
