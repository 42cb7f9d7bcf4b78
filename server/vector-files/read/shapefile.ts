import { isUtf8 } from "node:buffer";
import { open } from "shapefile";
import { crsOfWkt } from "../crs.ts";
import type { FileContent } from "./features.ts";
import { readFeatures } from "./geojson.ts";
import { at, FileRefusal, LIMITS, refuseFile } from "./refusals.ts";
import { decodeText } from "./text.ts";
import type { Archive } from "./zip.ts";

const HEAD_BYTES = 100;
const FILE_CODE = 9994;
/** Types of polygons: plain, with heights, with measures. */
const POLYGONS = [5, 15, 25];
const POLYGON_HEAD = 44;

/** Walks the records by the lengths they state, so that no number in the file is believed before it was checked. */
const countShapes = (shp: Buffer, name: string): number => {
  const where = at("tệp con", "entry", name);
  const broken = (): never => refuseFile("damaged-shapefile", where);
  if (shp.length < HEAD_BYTES || shp.readInt32BE(0) !== FILE_CODE) return broken();
  if (shp.readInt32BE(24) * 2 !== shp.length) return broken();
  let [place, shapes, corners] = [HEAD_BYTES, 0, 0];
  while (place < shp.length) {
    if (place + 12 > shp.length) return broken();
    const bytes = shp.readInt32BE(place + 4) * 2;
    if (bytes < 4 || place + 8 + bytes > shp.length) return broken();
    const type = shp.readInt32LE(place + 8);
    if (POLYGONS.includes(type)) {
      if (bytes < POLYGON_HEAD) return broken();
      const [parts, points] = [shp.readInt32LE(place + 8 + 36), shp.readInt32LE(place + 8 + 40)];
      if (parts < 0 || points < 0 || POLYGON_HEAD + parts * 4 + points * 16 > bytes) return broken();
      for (let part = 0, before = 0; part < parts; part++) {
        const first = shp.readInt32LE(place + 8 + POLYGON_HEAD + part * 4);
        if (first < before || first > points || (part === 0 && first !== 0)) return broken();
        before = first;
      }
      corners += points;
      if (points > LIMITS.featureVertices || corners > LIMITS.vertices) return refuseFile("too-many-vertices", where);
    } else if (type < 0 || type > 31) return broken();
    if (++shapes > LIMITS.features) return refuseFile("too-many-rows", where);
    place += 8 + bytes;
  }
  return shapes;
};

const countRows = (dbf: Buffer, name: string): number => {
  const broken = (): never => refuseFile("damaged-dbf", at("tệp con", "entry", name));
  if (dbf.length < 33) return broken();
  const [rows, head, width] = [dbf.readUInt32LE(4), dbf.readUInt16LE(8), dbf.readUInt16LE(10)];
  if (head < 33 || head > dbf.length || width < 1 || head + rows * width > dbf.length) return broken();
  if ((head - 33) / 32 > LIMITS.fields) return refuseFile("too-many-columns");
  return rows;
};

/** As .cpg says, or as the bytes show: UTF-8, else Windows for Vietnamese. */
const encodingOf = (dbf: Buffer, cpg: string): string => {
  const said = cpg.trim().toLowerCase();
  if (/utf-?8|65001/.test(said)) return "utf-8";
  if (/^(ansi )?(cp|windows-?)?125[0-8]$/.test(said)) return `windows-${/125[0-8]/.exec(said)![0]}`;
  return isUtf8(dbf.subarray(dbf.readUInt16LE(8))) ? "utf-8" : "windows-1258";
};

export const readShapefile = async (archive: Archive, wanted: string | null): Promise<FileContent> => {
  const byLower = new Map(archive.names.map((name) => [name.toLowerCase(), name]));
  const stems = archive.names
    .filter((name) => /\.shp$/i.test(name) && !/(^|\/)(__MACOSX|\._)/.test(name))
    .map((name) => name.slice(0, -4));
  if (wanted !== null && !stems.includes(wanted)) return refuseFile("no-layer");
  const stem = wanted ?? stems[0];
  if (stem === undefined) return refuseFile("no-shapefile");
  const part = async (ending: string): Promise<Buffer | null> => {
    const name = byLower.get(`${stem}.${ending}`.toLowerCase());
    return name === undefined ? null : archive.read(name);
  };
  const shp = (await part("shp"))!;
  const shapes = countShapes(shp, `${stem}.shp`);
  const dbf = await part("dbf");
  if (!dbf) return refuseFile("no-dbf");
  const rows = countRows(dbf, `${stem}.dbf`);
  if (rows !== shapes)
    return refuseFile("rows-differ", { vi: `${shapes} hình, ${rows} dòng`, en: `${shapes} shapes, ${rows} rows` });
  if (shapes === 0) return refuseFile("no-features");
  const [prj, cpg] = [await part("prj"), await part("cpg")];
  const crsText = prj ? decodeText(prj).slice(0, 2000) : null;
  try {
    const source = await open(shp, dbf, { encoding: encodingOf(dbf, cpg ? decodeText(cpg) : "") });
    const features: unknown[] = [];
    for (let next = await source.read(); !next.done; next = await source.read()) features.push(next.value);
    return {
      ...readFeatures(features),
      format: "shapefile",
      layer: stem,
      layers: stems,
      crs: crsText === null ? null : crsOfWkt(crsText),
      crsText,
    };
  } catch (error) {
    if (error instanceof FileRefusal) throw error;
    return refuseFile("damaged-shapefile", null, error);
  }
};
