import type { FastifyInstance } from "fastify";
import { PUBLIC } from "#server/access.ts";
import type { Db } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import { readDataVersion } from "#server/route.ts";
import type { StartState } from "#server/start-state.ts";

/** A probe must not hang on a database that does. */
const PROBE_DEADLINE_MS = 2_000;

/** /livez: the process answers, whatever the database does. /readyz: migrated, loaded, answering, and not about to end. */
export const healthRoutes = (app: FastifyInstance, db: Db, start?: StartState): void => {
  app.get("/livez", PUBLIC, (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));

  app.get("/readyz", PUBLIC, async (_request, reply) => {
    if (start?.isEnding) {
      return problem(
        "unavailable",
        { vi: "Máy chủ sắp dừng.", en: "The server is about to stop." },
        { headers: { "retry-after": "5" } },
      );
    }
    const dataVersion = await db.transaction(
      { role: "reader", readOnly: true, deadlineMs: PROBE_DEADLINE_MS },
      readDataVersion,
    );
    if (dataVersion === undefined) {
      return problem(
        "unavailable",
        { vi: "Chưa nạp dữ liệu.", en: "No data have been loaded yet." },
        { headers: { "retry-after": "5" } },
      );
    }
    return reply.header("cache-control", "no-store").send({ status: "ok", dataVersion });
  });
};
