/**
 * Thread that owns the embedded database. A statement blocks its thread until it is done and
 * cannot be cancelled (measured: not one timer tick during a 1.5 s pg_sleep), hence a thread of
 * its own, which the main thread may end at any time.
 */

import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import type { Results } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { postgis } from "@electric-sql/pglite-postgis";
import { SESSION_SQL } from "#server/db/opening-sql.ts";
import { PreparedStatements } from "#server/db/prepared-statements.ts";
import { PARSERS } from "#server/db/wire.ts";
import type {
  WorkerFailure,
  WorkerMessage,
  WorkerOptions,
  WorkerRequest,
  WorkerResult,
} from "#server/db/worker-protocol.ts";

if (!parentPort) throw new Error("embedded-worker runs as a worker thread only");
const port = parentPort;
const post = (message: WorkerMessage) => port.postMessage(message);

class Swallowed extends Error {}

const NO_ROWS: WorkerResult = { rows: [], rowCount: 0, command: "" };

const BYTEA = 17;

/** Ends a script. Its absence from the answer is the only trace of a failure that was swallowed. */
const SCRIPT_END = "vlmap_script_end";

async function openDatabase(): Promise<PGlite> {
  const { folder } = workerData as WorkerOptions;
  const database = await PGlite.create({
    dataDir: folder,
    extensions: { postgis, unaccent, pg_trgm, btree_gist },
  });
  // Parameters arrive in text format already; of the built-in serialisers only this one refuses text.
  database.serializers[BYTEA] = (text: string) => text;
  // PGlite adds a parser per array type it finds; only ours may run, or the back ends differ.
  for (const oid of Object.keys(database.parsers)) delete database.parsers[oid];
  Object.assign(database.parsers, PARSERS);
  await database.exec(SESSION_SQL);
  return database;
}

function checked(result: Results | undefined): WorkerResult {
  // A good answer always has a command tag, an error of the database is thrown; neither of the
  // two is how an exception of the geometry library ends (electric-sql/pglite#916).
  const { command, rowCount, rows } = (result ?? {}) as Results & {
    command?: string;
    rowCount?: number;
  };
  if (command === undefined || rows === undefined) {
    throw new Swallowed("the statement ended without a result, probably over an invalid geometry");
  }
  return { rows: rows as Record<string, unknown>[], rowCount: rowCount ?? 0, command };
}

async function runScript(database: PGlite, sql: string): Promise<WorkerResult> {
  const results = await database.exec(`${sql}\n;select true as ${SCRIPT_END}`);
  if (results.at(-1)?.fields[0]?.name !== SCRIPT_END) {
    throw new Swallowed(
      `the script stopped after ${results.length} statements without an error, probably over an invalid geometry`,
    );
  }
  return NO_ROWS;
}

async function handle(database: PGlite, prepared: PreparedStatements, request: WorkerRequest): Promise<WorkerResult> {
  switch (request.op) {
    case "read": {
      try {
        await database.exec(request.opening);
        const result = checked(await prepared.run(request.sql, request.params));
        await database.exec("commit");
        return result;
      } catch (error) {
        await database.exec("rollback");
        throw error;
      }
    }
    case "begin":
      try {
        await database.exec(request.opening);
      } catch (error) {
        await database.exec("rollback");
        throw error;
      }
      return NO_ROWS;
    case "query":
      return checked(await database.query(request.sql, request.params));
    case "script":
      return runScript(database, request.sql);
    case "commit":
    case "rollback":
      return checked((await database.exec(request.op))[0]);
    case "close":
      await database.close();
      return NO_ROWS;
  }
}

/**
 * Puts the engine's stack back to where it is between statements. A statement that fails leaves about 1 kB of it behind: measured,
 * after some 1,900 to 3,000 of them every other fails as well (54001), and then the engine crashes.
 */
function stackKeeper(database: PGlite): () => void {
  const { ___stack_pointer: pointer } = database.Module as unknown as { ___stack_pointer: WebAssembly.Global<"i32"> };
  const idle = pointer.value;
  return () => {
    pointer.value = idle;
  };
}

function describe(error: unknown): WorkerFailure {
  if (!(error instanceof Error)) return { kind: "broken", message: String(error) };
  const { message, stack } = error;
  if (error instanceof Swallowed) return { kind: "swallowed", message };
  if (error instanceof WebAssembly.RuntimeError || error.name === "ExitStatus") {
    return { kind: "broken", message, stack };
  }
  const fields = error as Error & { severity?: string; code?: string } & Record<string, string>;
  if (fields.severity === undefined || fields.code === undefined) {
    return { kind: "other", message, stack };
  }
  const { code, detail, hint, schema, table, column, constraint, where, position } = fields;
  return {
    kind: "refused",
    message,
    fields: { code, detail, hint, schema, table, column, constraint, where, position },
  };
}

try {
  const database = await openDatabase();
  const prepared = new PreparedStatements(database);
  const restoreStack = stackKeeper(database);
  // Requests are answered strictly in order: a rollback must never overtake the statement before it.
  let previous: Promise<void> = Promise.resolve();
  port.on("message", ({ id, request }: { id: number; request: WorkerRequest }) => {
    previous = previous.then(async () => {
      try {
        const result = await handle(database, prepared, request);
        post({ type: "reply", reply: { id, ok: true, result } });
      } catch (error) {
        post({ type: "reply", reply: { id, ok: false, failure: describe(error) } });
      }
      // After successes, too: a function may have caught an error.
      restoreStack();
    });
  });
  post({ type: "ready" });
} catch (error) {
  post({ type: "failed", failure: describe(error) });
}
