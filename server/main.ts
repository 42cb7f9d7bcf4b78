import { setTimeout as pause } from "node:timers/promises";
import closeWithGrace from "close-with-grace";
import { buildApp } from "#server/app.ts";
import { type Config, ConfigError, readConfig } from "#server/config.ts";
import subjectsSql from "./features/intervals/subjects.sql?raw";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import type { Db } from "#server/db/port.ts";
import type { OnProgress } from "#server/db/progress.ts";
import { firstAdminLink } from "#server/features/auth/first-admin.ts";
import { loadGeodata } from "#server/features/imports/load.ts";
import { Metrics } from "#server/operate/metrics.ts";
import { snapshotsOf } from "#server/operate/snapshots.ts";
import { StartState } from "#server/start-state.ts";

/** How long requests under way may take to finish once a stop was asked for, in ms. */
const STOP_MS = 8_000;

/** What the first screen asks, and the ranges of a card, with which the solver is loaded. */
const FIRST_QUESTIONS = [
  "/api/summary",
  "/api/sites",
  "/api/layers/sites",
  "/api/layers/communes",
  "/api/checks",
  "/api/sources",
  "/api/dates",
];

/** The files under geodata/ were refused; the lines say where and why. */
class GeodataRefused extends Error {
  override readonly name = "GeodataRefused";
}

const main = async (): Promise<void> => {
  const startedMs = performance.now();
  const config = readConfig();
  const start = new StartState();
  const metrics = config.metrics && new Metrics(() => start.isReady && !start.isEnding);
  const app = await buildApp({ db: start.db, config, start, ...(metrics && { metrics }) });
  const told = config.metrics && (await metrics?.listen(config.metrics.port, config.metrics.host));

  let isClosing = false;
  let snapshots: ReturnType<typeof snapshotsOf> | undefined;
  closeWithGrace({ delay: config.drainMs + STOP_MS + 2_000, logger: { error: say } }, async ({ signal, err }) => {
    isClosing = true;
    if (err) say(explain(err));
    else say(`${signal ?? "stop"}: finishing requests, closing the database`);
    start.isEnding = true;
    if (!err) await pause(config.drainMs);
    await app.close();
    await told?.close();
    await snapshots?.end();
    await start.db.close();
  });

  // Listening comes first: creating the database takes half a minute, in which probes and browsers get an answer.
  await app.listen({ port: config.port, host: config.host });
  const [address] = app.addresses();
  const url = urlOf(typeof address === "object" ? address.port : config.port, config.host);
  say(`${url} answers; the map follows when the data are ready`);

  const db = await openDb({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    prepare: (opened) => prepare(opened, config, report(start)),
    onProgress: report(start),
  });
  if (isClosing) return db.close();
  start.ready(db);
  snapshots = snapshotsOf(db, { ...config.snapshots, say });
  say(`ready in ${((performance.now() - startedMs) / 1000).toFixed(1)} s: ${url}`);
  await sayFirstAdminLink(db, url);
  // The first answers of a fresh database are the slowest; the first visitor should not pay for them.
  // A subject's intervals take up to a third of a second when first solved, most of it in code not compiled yet.
  const subjects = await db.query<{ id: string }>(subjectsSql);
  const intervals = subjects.rows.map(({ id }) => `/api/intervals?subject=${encodeURIComponent(id)}`);
  for (const url of [...FIRST_QUESTIONS, ...intervals]) {
    if (isClosing) return;
    await app.inject({ url, headers: { "accept-encoding": "br" } });
  }
};

/** Accounts begin with whoever can read this terminal. */
const sayFirstAdminLink = async (db: Db, url: string): Promise<void> => {
  const path = await firstAdminLink(db);
  if (path === null) return;
  say("chưa có quản trị viên; mở liên kết này để tạo (một lần, trong 24 giờ, mỗi lần chạy một liên kết mới):");
  say("no administrator yet; this link makes one (once, within 24 hours, a new one at each start):");
  say(`  ${new URL(path, url).href}`);
};

/** Brings the database to the state of this program and its files; changes nothing where it is there already. */
const prepare = async (db: Db, config: Config, onProgress: OnProgress): Promise<void> => {
  await migrate(db, { folder: config.migrations, onProgress });
  const outcome = await loadGeodata(db, config.geodata, { onProgress });
  if (outcome.status === "refused")
    throw new GeodataRefused(outcome.issues.map(({ vi, en }) => `${vi}\n    ${en}`).join("\n"));
};

const report =
  (start: StartState): OnProgress =>
  ({ step, detail, seconds }) => {
    start.step = [step, detail].filter(Boolean).join(" ");
    if (seconds !== undefined) say(`${step}: ${seconds.toFixed(1)} s`);
  };

/** 0.0.0.0 and :: mean every address; the one to open on this machine is localhost. */
const urlOf = (port: number, host: string): string =>
  `http://${["0.0.0.0", "::", "127.0.0.1", "::1"].includes(host) ? "localhost" : host}:${port}/`;

const say = (text: unknown): void => {
  process.stderr.write(`${String(text)}\n`);
};

/** Faults with a remedy are told in their own words; anything else comes with where it happened. */
const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE")
    return `the port is in use (${error.message}); set PORT to another`;
  const isPlain =
    error instanceof ConfigError ||
    error instanceof GeodataRefused ||
    error.name === "MigrationError" ||
    error.name === "DataDirLocked";
  return isPlain ? `${error.name}\n${error.message}` : (error.stack ?? error.message);
};

try {
  await main();
} catch (error) {
  say(explain(error));
  process.exit(1);
}
