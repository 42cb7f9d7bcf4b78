import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { FILE_CRS, FILE_FORMATS } from "./file-formats.ts";
import { isoDate, language, slug } from "./units.ts";

const source = z.object({
  id: slug,
  titleVi: z.string(),
  titleEn: z.string(),
  publisher: z.string(),
  publishedOn: z.nullable(isoDate),
  /** As its publisher words it; null where nothing is said. */
  licence: z.nullable(z.string()),
});

export const openData = endpoint({
  name: "openData",
  method: "GET",
  path: "/api/open-data",
  access: "public",
  summary: "Collections that can be had as files: how many rows, how new, from which sources, of what quality",
  params: z.object({}),
  query: z.strictObject(dataViewAndSet),
  output: z.object({
    dataVersion: z.string(),
    items: z.array(
      z.object({
        id: slug,
        titleVi: z.string(),
        titleEn: z.string(),
        descriptionVi: z.string(),
        descriptionEn: z.string(),
        qualityVi: z.string(),
        qualityEn: z.string(),
        geometryType: z.nullable(z.string()),
        rows: z.int(),
        rowsWithGeometry: z.int(),
        /** Day of the newest figure; of the newest source where there are no figures. */
        newestOn: z.nullable(isoDate),
        columns: z.int(),
        sources: z.array(source),
      }),
    ),
    total: z.int(),
  }),
});
export type OpenData = z.output<typeof openData.output>;
export type OpenDataItem = OpenData["items"][number];
export type OpenDataSource = z.output<typeof source>;

export const dcat = endpoint({
  name: "dcat",
  method: "GET",
  path: "/api/dcat.json",
  access: "public",
  summary: "The same as a catalogue in DCAT (JSON-LD), for portals of open data",
  params: z.object({}),
  query: z.strictObject(dataViewAndSet),
  output: z.looseObject({ "@context": z.record(z.string(), z.unknown()), "@type": z.literal("dcat:Catalog") }),
});

/** Files are no JSON, so they are no endpoint of the contract; their address is described by it all the same. */
export const FILE_PATH = "/api/files/{collection}.{format}";
export const fileAddress = {
  params: z.object({ collection: slug, format: z.enum(FILE_FORMATS) }),
  query: z.strictObject({ crs: z.optional(z.enum(FILE_CRS)), ...dataViewAndSet, lang: z.optional(language) }),
};
export type FileQuery = z.output<typeof fileAddress.query>;

/** Everything at one day as one zip. */
export const ALL_FILES_PATH = "/api/files/all.zip";
export const QGIS_LAYERS_PATH = "/api/connect/vinh-long.qlr";
export const NETWORK_LINK_PATH = "/api/connect/vinh-long.kml";
