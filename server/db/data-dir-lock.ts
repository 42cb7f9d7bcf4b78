import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const LOCK_FILE = "embedded.lock";
const CLAIM_PREFIX = `${LOCK_FILE}.takeover.`;
const FIRST_PAUSE_MS = 20;

/** A process as told apart from a later one that got the same pid. */
interface Holder {
  pid: number;
  /** clock ticks from boot to the start of the process; null where there is no /proc */
  startTicks: string | null;
  /** null where the system does not tell */
  bootId: string | null;
  host: string;
  /** ISO instant at which the lock was taken */
  since: string;
  nonce: string;
}

export interface DataDirLock {
  release: () => Promise<void>;
}

/** The data directory is in use by a process that is alive. */
export class DataDirLocked extends Error {
  override readonly name = "DataDirLocked";
}

/**
 * Takes the data directory for this process, creating the folder where needed. The embedded engine
 * takes no lock of its own, and a second process on its files corrupts them. The lock of a dead
 * process is taken over; that of a live one never, however old. Processes are told apart on one
 * machine only: a folder shared between machines or containers is not protected.
 * @throws {DataDirLocked} naming the holder
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, LOCK_FILE);
  const self = await describeSelf();
  for (let attempt = 0; ; attempt++) {
    if (await createWhole(path, self)) return { release: () => releaseLock(path, self) };
    const holder = await readHolder(path);
    if (holder === "missing") continue;
    if (holder !== "unreadable" && (await isAlive(holder))) throw new DataDirLocked(describeHolder(dataDir, holder));
    if (!(await removesStale(dataDir, path, self))) {
      // Starters that met once must not meet again at the same moment.
      await pause(Math.random() * FIRST_PAUSE_MS * 2 ** Math.min(attempt, 6));
    }
  }
}

function describeHolder(dataDir: string, { pid, since, host }: Holder): string {
  const where = host === hostname() ? "" : ` on ${host}`;
  return `the data directory ${dataDir} is in use by process ${pid}${where} since ${since}; stop that process or choose another DATA_DIR`;
}

/** Creates `path` with its content complete from the first moment; false where it exists. */
async function createWhole(path: string, content: Holder): Promise<boolean> {
  const draft = `${path}.draft.${content.pid}.${content.nonce}`;
  await writeFile(draft, `${JSON.stringify(content)}\n`, { flag: "wx" });
  try {
    // link, like O_EXCL, fails where the name is taken, and never shows a half-written file.
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/**
 * Removes the lock of a dead process while no one else does. Without that care two starters could
 * both read the stale lock, and the slower one delete what the faster one had just created. Each
 * announces a claim under a name of its own and then looks for others: of two, the later one must
 * see the earlier one's. Names never come back, so claims of the dead can be removed at any time.
 * False where another starter is at it.
 */
async function removesStale(dataDir: string, path: string, self: Holder): Promise<boolean> {
  const claim = `${CLAIM_PREFIX}${self.nonce}`;
  if (await hasLiveRival(dataDir, claim)) return false;
  await writeFile(join(dataDir, claim), JSON.stringify(self), { flag: "wx" });
  try {
    if (await hasLiveRival(dataDir, claim)) return false;
    const holder = await readHolder(path);
    const isStale = holder === "unreadable" || (holder !== "missing" && !(await isAlive(holder)));
    if (isStale) await unlink(path);
    return true;
  } finally {
    await unlink(join(dataDir, claim));
  }
}

async function hasLiveRival(dataDir: string, claim: string): Promise<boolean> {
  let hasRival = false;
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(CLAIM_PREFIX) || name === claim) continue;
    const rival = await readHolder(join(dataDir, name));
    if (rival === "missing") continue;
    // A claim is empty for a moment while it is being written, so an unreadable one may be alive.
    if (rival === "unreadable" || (await isAlive(rival))) hasRival = true;
    else await unlink(join(dataDir, name)).catch(() => {}); // another starter was quicker
  }
  return hasRival;
}

async function releaseLock(path: string, self: Holder): Promise<void> {
  const holder = await readHolder(path);
  if (typeof holder === "object" && holder.nonce === self.nonce) await unlink(path);
}

async function readHolder(path: string): Promise<Holder | "missing" | "unreadable"> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "missing";
    throw error;
  }
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isInteger(holder.pid) ? holder : "unreadable";
  } catch {
    // Locks appear whole, so this is a file cut short by a power failure.
    return "unreadable";
  }
}

async function describeSelf(): Promise<Holder> {
  return {
    pid: process.pid,
    startTicks: (await readStat(process.pid))?.startTicks ?? null,
    bootId: await readBootId(),
    host: hostname(),
    since: new Date().toISOString(),
    nonce: randomUUID(),
  };
}

async function readBootId(): Promise<string | null> {
  try {
    return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
  } catch {
    return null; // not Linux
  }
}

async function readStat(pid: number): Promise<{ state: string; startTicks: string } | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, startTicks] = [fields[0], fields[19]];
    return state !== undefined && startTicks !== undefined ? { state, startTicks } : null;
  } catch {
    return null; // no such process, or no /proc
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  const bootId = await readBootId();
  if (bootId !== null && holder.bootId !== null && bootId !== holder.bootId) return false;
  if (holder.startTicks !== null && bootId !== null) {
    const stat = await readStat(holder.pid);
    // A zombie has ended: its parent has merely not asked for the exit code yet.
    return stat !== null && stat.startTicks === holder.startTicks && !"ZX".includes(stat.state);
  }
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // alive, of another user
  }
}
