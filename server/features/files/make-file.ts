import type { FileFormat } from "#contracts/file-formats.ts";
import type { FileQuery } from "#contracts/files.ts";
import type { Collection } from "#server/collections/collections.ts";
import type { Db } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import { reader, settingsOf } from "#server/route.ts";
import { csvOf } from "#server/vector-files/csv.ts";
import { GeoPackage } from "#server/vector-files/geopackage.ts";
import { type Crs, type FileLayer, type Pages, WGS_84 } from "#server/vector-files/layer.ts";
import { whileWanted } from "#server/vector-files/text-file.ts";
import { WRITERS } from "#server/vector-files/writers.ts";
import { writeZip } from "#server/vector-files/zip.ts";
import { Readable } from "node:stream";
import { aboutOf, fieldsOf, provenanceOf } from "./about.ts";
import { DataChanged, readFacts, readPages } from "./read-collection.ts";

const WGS_84_CODE = "4326";

type Making = {
  readonly db: Db;
  readonly query: FileQuery;
  readonly path: string;
  readonly signal: AbortSignal;
};

/** A layer and its rows, as one version of the data has them. */
const opened = async (
  db: Db,
  collection: Collection,
  query: FileQuery,
): Promise<{ layer: FileLayer; pages: () => Pages; version: string }> => {
  const settings = settingsOf(query);
  const srid = Number(query.crs ?? WGS_84_CODE);
  const facts = await readFacts(reader(db, settings), collection, srid);
  const crs = srid === WGS_84.srid ? WGS_84 : vn2000(facts.crs);
  const complete = provenanceOf(collection, facts.sources, query.lang ?? "vi");
  return {
    version: facts.dataVersion,
    layer: {
      id: collection.id,
      titleVi: collection.titleVi,
      titleEn: collection.titleEn,
      geometryType: collection.geometryType,
      fields: fieldsOf(collection),
      crs,
      about: aboutOf(collection, facts, crs, query),
      longestWkt: facts.longestWkt,
    },
    pages: () => readPages(db, collection, { srid, settings, version: facts.dataVersion }, complete),
  };
};

const vn2000 = ({ srid, wkt }: { readonly srid: number; readonly wkt: string }): Crs => ({
  srid,
  name: /^PROJCS\["([^"]+)"/.exec(wkt)?.[1] ?? `EPSG:${srid}`,
  wkt,
});

/** Writes a collection to a file. @throws {Problem} where the data go on changing under it */
export const makeFile = (collection: Collection, format: FileFormat, { db, query, path, signal }: Making) =>
  whileDataStand(async () => {
    const { layer, pages } = await opened(db, collection, query);
    await WRITERS[format](layer, pages(), path, signal);
  });

/** Writes all collections to one zip: a GeoPackage, a CSV each and the read-me. */
export const makeArchive = (
  collections: readonly Collection[],
  { db, query, path, signal, name }: Making & { readonly name: string },
) =>
  whileDataStand(async () => {
    const layers = [];
    for (const collection of collections) layers.push(await opened(db, collection, query));
    if (new Set(layers.map(({ version }) => version)).size > 1) throw new DataChanged("between two collections");
    const geopackage = `${path}.gpkg`;
    const file = new GeoPackage(geopackage);
    try {
      for (const { layer, pages } of layers) await file.add(layer, whileWanted(pages(), signal));
    } finally {
      file.close();
    }
    await writeZip(
      [
        { name: "README.txt", text: layers.map(({ layer }) => layer.about).join("\n\n==========\n\n") },
        { name: `${name}.gpkg`, path: geopackage },
        ...layers.map(({ layer, pages }) => ({
          name: `csv/${layer.id}.csv`,
          stream: Readable.from(csvOf(layer, whileWanted(pages(), signal))),
        })),
      ],
      path,
      signal,
    );
  });

const MOST_TRIES = 3;

const whileDataStand = async (make: () => Promise<void>): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof DataChanged)) throw error;
      if (tries === MOST_TRIES)
        return problem("unavailable", CHANGING, { headers: { "retry-after": "10" }, cause: error });
    }
  }
};

const CHANGING = {
  vi: "Dữ liệu đang được cập nhật; xin tải lại sau ít giây.",
  en: "The data are being updated; please try again in a few seconds.",
};
