import { intervalMetric, intervals } from "#contracts/intervals.ts";
import type * as z from "zod/mini";
import { problem } from "#server/problems.ts";
import { type Api, route } from "#server/route.ts";
import { type Knowledge, intervalsOf } from "./interval.ts";
import loadSql from "./load.sql?raw";
import { loadSolver } from "./solve.ts";

export const intervalsFeature = (api: Api): void => {
  route(api, intervals, async ({ query }, read) => {
    const [highs, knowledge] = await Promise.all([
      loadSolver(),
      read<Knowledge & { subject: z.output<typeof intervals.output>["subject"] }>(loadSql, [
        query.subject,
        intervalMetric.options,
      ]),
    ]);
    if (!knowledge) {
      return problem("subject-not-found", {
        vi: `Không có địa điểm hay nhóm nào mang mã “${query.subject}”.`,
        en: `No site or group has the id “${query.subject}”.`,
      });
    }
    const items = intervalsOf(highs, knowledge, query);
    return { subject: knowledge.subject, items, total: items.length };
  });
};
