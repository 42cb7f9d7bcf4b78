import { rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDb } from "#server/db/open.ts";
import { type Verdict, verifyAudit } from "#server/features/audit/verify.ts";
import { adminBy, ask, type Asked, done, invited, type Person } from "../helpers/accounts.ts";
import { loadedTemplate } from "../helpers/loaded-template.ts";
import { POSTGRES_URL } from "../helpers/backends.ts";
import { copyTemplate, ensureServerBundle } from "../helpers/embedded-template.ts";
import { lotBody, type Row } from "../helpers/land-api.ts";
import { type Cluster, createTestDatabase, startCluster } from "../helpers/postgres-cluster.ts";
import { askOver } from "../helpers/remote.ts";
import { type RunningServer, startServer } from "../helpers/server.ts";

/** How often the server is killed while it writes. */
const ROUNDS = Number(process.env["LAND_KILLS"] ?? 1);
const WRITERS = 6;
/** Each time at most this long after the writers began, in ms. */
const IN_USE_MS = 900;

let cluster: Cluster | undefined;
let dataDir = "";
let databaseUrl = "";
let server: RunningServer;
/** The server as it runs now, as the helpers ask one. */
let remote: Asked;
let editor: Person;
let lots: readonly Row[];

/** A new process on the same data, as after a power cut. */
const start = async (): Promise<void> => {
  server = await startServer(dataDir, { databaseUrl });
  await server.ready();
  remote = { app: { inject: askOver(server.baseUrl) } };
};

beforeAll(async () => {
  await ensureServerBundle();
  if (POSTGRES_URL) {
    // One of its own, which can be killed, too; and which, unlike that of the suites, keeps what it has said that it has.
    cluster = await startCluster({ fsync: "on", full_page_writes: "on" });
    databaseUrl = (await createTestDatabase(cluster.url)).url;
  } else dataDir = await copyTemplate(loadedTemplate);
  await start();
  const link = await printedLink();
  const admin = await adminBy(remote, link);
  editor = await invited(remote, admin, "biên.tập", "editor");
  lots = [];
  for (let n = 0; n < WRITERS; n++) {
    const { body } = await done<Row>(remote, "POST", "/api/land/lots", { as: editor, body: lotBody(`K-${n}`, n) });
    lots = [...lots, body];
  }
}, 240_000);

afterAll(async () => {
  await server.kill();
  await cluster?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

/** It is printed just after the first answer. */
const printedLink = async (): Promise<string> => {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 50) {
    const code = /\/lien-ket#([\w-]+)/.exec(server.printed())?.[1];
    if (code) return code;
    await pause(50);
  }
  throw new Error(`no link for the first administrator:\n${server.printed()}`);
};

type Acknowledged = { readonly lotId: number; readonly version: number; readonly note: string };

/** Changes one lot as fast as it is answered, until the server is gone; each answer is one more change that must be kept. */
const writeOn = async (lot: Row, round: number, kept: Acknowledged[]): Promise<void> => {
  const url = `/api/land/lots/${lot.id}`;
  try {
    let { rowVersion: version } = (await done<Row>(remote, "GET", url, { as: editor })).body;
    for (let n = 0; ; n++) {
      const note = `vòng ${round}, lần ${n}`;
      const answer = await ask(remote, "PATCH", url, {
        as: editor,
        body: { note },
        headers: { "if-match": `"${version}"` },
      });
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${answer.body}`);
      version = answer.json<Row>().rowVersion;
      kept.push({ lotId: lot.id, version, note });
    }
  } catch (error) {
    if (!["ECONNRESET", "ECONNREFUSED", "EPIPE"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
};

type Version = { readonly after: { readonly rowVersion: number; readonly note: string | null } | null };

const historyOf = async (id: number): Promise<readonly Version[]> =>
  (await done<{ items: Version[] }>(remote, "GET", `/api/land/lots/${id}/history`, { as: editor })).body.items;

/** Changes that were acknowledged and are not in the history of their lot. */
const lostOf = async (kept: readonly Acknowledged[]): Promise<readonly Acknowledged[]> => {
  const versions = new Map<string, string | null>();
  for (const { id } of lots) {
    // A busy machine may need more than the time of one answer.
    const items = await vi.waitFor(() => historyOf(id), { timeout: 60_000, interval: 200 });
    for (const { after } of items) if (after) versions.set(`${id}/${after.rowVersion}`, after.note);
  }
  return kept.filter(({ lotId, version, note }) => versions.get(`${lotId}/${version}`) !== note);
};

const auditNow = async (): Promise<Verdict> => {
  const db = await openDb({ databaseUrl: databaseUrl || undefined, dataDir });
  try {
    return await verifyAudit(db);
  } finally {
    await db.close();
  }
};

test(
  `a server killed ${ROUNDS} times while it writes keeps every change that it acknowledged, and an audit that is whole`,
  async () => {
    let acknowledged = 0;
    const audits: Verdict[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const kept: Acknowledged[] = [];
      const writing = lots.map((lot) => writeOn(lot, round, kept));
      while (kept.length === 0) await pause(5);
      await pause(Math.random() * IN_USE_MS);
      await server.kill();
      await Promise.all(writing);
      // Every other time the database dies with it.
      if (cluster && round % 2 === 0) await cluster.crash();
      // The next start finds a broken file by itself; to walk the audit takes the embedded database as long again.
      if (round % 5 === 0) audits.push(await auditNow());
      await start();
      const neverWritten = { ...kept[0]!, note: "chưa từng ghi" };
      expect(await lostOf([...kept, neverWritten])).toEqual([neverWritten]);
      acknowledged += kept.length;
    }
    expect(audits.filter(({ isWhole }) => !isWhole)).toEqual([]);
    expect(audits.length).toBeGreaterThan(0);
    console.log(`${ROUNDS} kills during writes: ${acknowledged} acknowledged changes, all there`);
  },
  120_000 + ROUNDS * 30_000,
);
