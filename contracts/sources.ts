import * as z from "zod/mini";
import { dataSet, dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { confidence } from "./figures.ts";
import { isoDate, language, slug } from "./units.ts";

/** A publication that figures, facts or shapes were taken from. */
export const source = z.object({
  id: slug,
  dataSet,
  titleVi: z.string(),
  titleEn: z.string(),
  /** Number of a legal document, such as `1013/QĐ-UBND`. */
  number: z.nullable(z.string()),
  publisher: z.string(),
  kind: z.enum(["decision", "register", "press", "broker", "dataset", "census", "ours", "report"]),
  language,
  publishedOn: z.nullable(isoDate),
  retrievedOn: z.nullable(isoDate),
  url: z.nullable(z.string()),
  licence: z.nullable(z.string()),
  credit: z.nullable(z.string()),
  reliability: confidence,
  noteVi: z.nullable(z.string()),
  noteEn: z.nullable(z.string()),
  figureCount: z.int(),
});
export type Source = z.output<typeof source>;

export const sources = endpoint({
  name: "sources",
  method: "GET",
  path: "/api/sources",
  access: "public",
  summary: "Every source with the number of figures taken from it",
  params: z.object({}),
  query: z.strictObject(dataViewAndSet),
  output: z.object({ items: z.array(source), total: z.int() }),
});
