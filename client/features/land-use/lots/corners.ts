import { closed, cornersOf, crossesItself, type Position, type Ring } from "./geometry.ts";
import { fromGrid, toGrid } from "./vn2000.ts";

/** Tables of corners as people have them: in metres of VN-2000, or in degrees. */
export type CoordinateSystem = "vn2000" | "wgs84";

export type CornerFault = "numbers" | "outside" | "ambiguous" | "tooFew" | "crossing";
export type CornersRead =
  | { readonly points: Ring; readonly fault: null }
  /** `line` counts from one; null: of the table as a whole. */
  | { readonly points: null; readonly fault: CornerFault; readonly line: number | null };

type Range = readonly [least: number, most: number];
/** The province and some way around. No number fits both, so the order of the columns does not matter. */
const RANGES: Record<CoordinateSystem, { readonly north: Range; readonly east: Range }> = {
  vn2000: { north: [1_000_000, 1_260_000], east: [350_000, 750_000] },
  wgs84: { north: [8.9, 11.3], east: [104.4, 107.6] },
};

const isWithin = (value: number, [least, most]: Range): boolean => value >= least && value <= most;

/** What digits with points and commas may mean: `551.290,31`, `551,290.31`, `551290.31`, `551290,31`. */
const readings = (word: string): number[] => {
  const forms = [
    /^-?\d+(\.\d+)?$/.test(word) ? word : null,
    /^-?\d+,\d+$/.test(word) ? word.replace(",", ".") : null,
    /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(word) ? word.replaceAll(".", "").replace(",", ".") : null,
    /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(word) ? word.replaceAll(",", "") : null,
  ];
  return [...new Set(forms.flatMap((form) => (form === null ? [] : [Number(form)])))];
};

const DEGREES =
  /(\d{1,3})\s*°\s*(?:(\d{1,2})\s*['′’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|''|′′))?\s*([NSEWBĐ](?![\p{L}]))?/giu;
const inDecimals = (line: string): string =>
  line.replace(
    DEGREES,
    (_, degrees: string, minutes = "0", seconds = "0") =>
      ` ${Number(degrees) + Number(minutes) / 60 + Number(String(seconds).replace(",", ".")) / 3600} `,
  );

const wordsOf = (line: string, system: CoordinateSystem): string[] => {
  const words = (system === "wgs84" ? inDecimals(line) : line)
    .split(/[\s;|]+|,(?=\s|$)/u)
    .filter((word) => /\d/.test(word));
  // `10.25,105.97`: a comma between two numbers with points.
  const [only] = words;
  return words.length === 1 && only ? only.split(/,(?=-?\d+\.\d)/) : words;
};

type LineRead = Position | "numbers" | "outside" | "ambiguous";

const readLine = (line: string, system: CoordinateSystem): LineRead => {
  const all = wordsOf(line, system).map((word) => readings(word.replace(/^[XYxy]=?/, "")));
  // A number of the corner before its coordinates.
  const numbers = all.length > 2 ? all.slice(1) : all;
  const { north, east } = RANGES[system];
  const fitting = (range: Range) =>
    numbers.flatMap((values) => {
      const fits = values.filter((value) => isWithin(value, range));
      return fits.length > 0 ? [fits] : [];
    });
  const [norths, easts] = [fitting(north), fitting(east)];
  if (numbers.length < 2) return "numbers";
  if (norths.length === 0 || easts.length === 0) return "outside";
  if (norths.length > 1 || easts.length > 1 || norths[0]!.length > 1 || easts[0]!.length > 1) return "ambiguous";
  const [northing, easting] = [norths[0]![0]!, easts[0]![0]!];
  return system === "vn2000" ? fromGrid({ northM: northing, eastM: easting }) : [easting, northing];
};

/** Reads corners, one a line, in either order of columns, with or without numbers before them; never guesses. */
const readPoints = (text: string, system: CoordinateSystem): CornersRead => {
  const points: Position[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    // Headings of a table have no digits.
    if (!/\d/.test(line)) continue;
    const read = readLine(line, system);
    if (typeof read === "string") return { points: null, fault: read, line: at + 1 };
    points.push(read);
  }
  return { points, fault: null };
};

/** A closed ring from a table of corners. */
export const readRing = (text: string, system: CoordinateSystem): CornersRead => {
  const read = readPoints(text, system);
  if (read.fault !== null) return read;
  return checkRing(closed(withoutRepeats(read.points)));
};

/** A ring that encloses something once. */
export const checkRing = (ring: Ring): CornersRead => {
  if (cornersOf(ring).length < 3) return { points: null, fault: "tooFew", line: null };
  return crossesItself(ring) ? { points: null, fault: "crossing", line: null } : { points: ring, fault: null };
};

/** A line from a table of points. */
export const readLineOfPoints = (text: string, system: CoordinateSystem): CornersRead => {
  const read = readPoints(text, system);
  return read.fault === null && read.points.length < 2 ? { points: null, fault: "tooFew", line: null } : read;
};

/** The same corner twice in a row, to the millimetre; the last may repeat the first. */
export const withoutRepeats = (points: Ring): Ring => {
  const isSame = (a: Position, b: Position) => Math.abs(a[0] - b[0]) < 1e-8 && Math.abs(a[1] - b[1]) < 1e-8;
  const kept = points.filter((point, at) => at === 0 || !isSame(point, points[at - 1]!));
  return kept.length > 1 && isSame(kept[0]!, kept.at(-1)!) ? kept.slice(0, -1) : kept;
};

/** Corners as `readRing` and `readLineOfPoints` read them again: millimetres, or eight decimals of a degree. */
export const writeCorners = (points: Ring, system: CoordinateSystem, decimalSign: "," | "."): string =>
  cornersOf(points)
    .map((point) => {
      const { northM, eastM } = toGrid(point);
      const columns =
        system === "vn2000" ? [northM.toFixed(3), eastM.toFixed(3)] : [point[1].toFixed(8), point[0].toFixed(8)];
      return columns.map((number) => number.replace(".", decimalSign)).join("\t");
    })
    .join("\n");
