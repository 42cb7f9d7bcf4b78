import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { type Interval, intervalMetric, intervals } from "#contracts/intervals.ts";
import type * as z from "zod/mini";
import { problem } from "#server/problems.ts";
import { type Api, route } from "#server/route.ts";
import { type Knowledge, intervalsOf } from "./interval.ts";
import loadSql from "./load.sql?raw";
import { loadSolver } from "./solve.ts";

/** Subjects are some thirty, and each is asked for by few dates. */
const KEPT_ANSWERS = 300;

export const intervalsFeature = (api: Api): void => {
  // By all that goes in, so that what was learnt elsewhere, or another day of knowledge, solves nothing anew.
  const solved = new LRUCache<string, Interval[]>({ max: KEPT_ANSWERS });

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
    const { subject, metric, date } = query;
    const key = createHash("sha256")
      .update(JSON.stringify([knowledge, subject, metric, date]))
      .digest("base64");
    const items = solved.get(key) ?? intervalsOf(highs, knowledge, query);
    solved.set(key, items);
    return { subject: knowledge.subject, items, total: items.length };
  });
};
