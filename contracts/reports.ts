import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { endpoint } from "./endpoint.ts";
import { figure } from "./figures.ts";
import { metricId } from "./metrics.ts";
import { REPORT_FORMATS } from "./report-formats.ts";
import { figureId, isoDate, slug } from "./units.ts";

const named = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });

/** Reports that can be asked for. */
const reportId = z.enum(["situation"]);

const reportFormat = z.enum(REPORT_FORMATS);

/**
 * A piece of a sentence. Words hold no digits: every number, date and name that may hold one says what of the data it stands
 * for. A `figure` comes with its unit; `period` is when that figure was so.
 */
const sentencePart = z.union([
  z.object({ text: z.string() }),
  z.object({ figure: figureId }),
  z.object({ period: figureId }),
  z.object({ name: named }),
  z.object({ metric: metricId }),
]);
export type SentencePart = z.output<typeof sentencePart>;

/** The same figures in the same order of importance, told in either language. */
const sentence = z.object({ id: z.string(), vi: z.array(sentencePart), en: z.array(sentencePart) });
export type Sentence = z.output<typeof sentence>;

/** Values over time of one subject; nothing stands between two points. */
const series = z.object({ subject: named, metric: metricId, figures: z.array(figureId) });
export type Series = z.output<typeof series>;

export const report = endpoint({
  name: "report",
  method: "GET",
  path: "/api/reports/:report",
  access: "public",
  summary: "A report in words, each number bound to a figure, and its series over time",
  params: z.object({ report: reportId }),
  query: z.strictObject(dataViewAndSet),
  output: z.object({
    id: reportId,
    titleVi: z.string(),
    titleEn: z.string(),
    /** The day it tells of: the one asked for, or that of the newest figure in it; null where nothing is told. */
    day: z.nullable(isoDate),
    sections: z.array(
      z.object({
        id: slug,
        titleVi: z.string(),
        titleEn: z.string(),
        sentences: z.array(sentence),
        /** Difficulties as a source recorded them. */
        obstacles: z.array(
          z.object({ id: slug, subject: named, textVi: z.string(), textEn: z.string(), sourceId: slug }),
        ),
      }),
    ),
    series: z.array(series),
    /** Every figure that the sentences and series name. */
    figures: z.array(figure),
  }),
});
export type Report = z.output<typeof report.output>;

/** Documents are no JSON, so they are no endpoint of the contract; their address is described by it all the same. */
export const REPORT_FILE_PATH = "/api/reports/{report}/{format}";
export const reportFile = {
  params: z.object({ report: reportId, format: reportFormat }),
  query: z.strictObject(dataViewAndSet),
};
