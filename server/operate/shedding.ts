import type { FastifyInstance } from "fastify";
import { Problem } from "#server/problems.ts";

/** What may need the database. Files of the page, tiles and probes are answered however many ask; a live page asks for hours. */
const isCounted = (path: string): boolean => /^\/(api|ogc)(\/|$)/.test(path) && path !== "/api/live";

const TOO_MANY = {
  vi: "Máy chủ đang có quá nhiều yêu cầu; xin thử lại sau ít giây.",
  en: "The server has too many requests to answer; please try again in a few seconds.",
};
const RETRY_SECONDS = "2";

/**
 * Beyond `most` requests under way a further one is told at once to come again: in a queue without end each waits longer than
 * anybody does, and the server works for those who have left. `tell` hears of each that was refused.
 */
export const shedOver = (app: FastifyInstance, most: number, tell: () => void): void => {
  let underWay = 0;
  app.addHook("onRequest", (request, reply, done) => {
    if (!isCounted(request.url.split("?", 1)[0] ?? "")) return done();
    if (underWay >= most) {
      tell();
      return done(new Problem("unavailable", TOO_MANY, { headers: { "retry-after": RETRY_SECONDS } }));
    }
    underWay += 1;
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      underWay -= 1;
    };
    // An answer finishes, or its connection ends before it.
    reply.raw.once("finish", leave).once("close", leave);
    return done();
  });
};
