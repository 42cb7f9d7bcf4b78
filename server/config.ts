import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";

const port = z.string().check(
  z.regex(/^\d{1,5}$/, "a port number, 0–65535"),
  z.refine((text) => Number(text) <= 65535, "a port number, 0–65535"),
);

/** What the environment may say; an empty variable is an absent one. */
const environment = z.object({
  PORT: z._default(port, "3000"),
  HOST: z._default(z.string(), "127.0.0.1"),
  DATABASE_URL: z.optional(
    z.string().check(z.regex(/^postgres(ql)?:\/\/\S+$/, "postgres://user:password@host:port/database")),
  ),
  DATA_DIR: z._default(z.string(), ".data"),
  TILE_CACHE_MB: z._default(z.string().check(z.regex(/^\d{1,6}$/, "megabytes, a whole number")), "64"),
  TILE_LAYER_MB: z._default(z.string().check(z.regex(/^\d{1,6}$/, "megabytes, a whole number")), "512"),
  TRUST_PROXY: z.optional(
    z
      .string()
      .check(z.regex(/^[\da-fA-F.:/]+(,[\da-fA-F.:/]+)*$/, "addresses or networks, such as 127.0.0.1,10.0.0.0/8")),
  ),
  PUBLIC_URL: z.optional(z.string().check(z.regex(/^https?:\/\/[^\s/?#]+$/, "https://host, without a path"))),
  CONTACT_VI: z.optional(z.string().check(z.maxLength(400, "at most 400 characters"))),
  CONTACT_EN: z.optional(z.string().check(z.maxLength(400, "at most 400 characters"))),
  METRICS_PORT: z.optional(port),
  METRICS_HOST: z._default(z.string(), "127.0.0.1"),
  MAX_WAITING: z._default(z.string().check(z.regex(/^[1-9]\d{0,5}$/, "a number of requests, 1 or more")), "500"),
  SLOW_MS: z._default(z.string().check(z.regex(/^\d{1,6}$/, "milliseconds, a whole number")), "1000"),
  DRAIN_SECONDS: z._default(z.string().check(z.regex(/^\d{1,3}$/, "seconds, a whole number up to 999")), "0"),
  SNAPSHOT_HOURS: z.optional(z.string().check(z.regex(/^\d{1,3}$/, "hours, a whole number; 0 for none"))),
  SNAPSHOT_KEEP: z._default(z.string().check(z.regex(/^[1-9]\d{0,3}$/, "a number of files, 1 or more")), "24"),
  SNAPSHOT_DIR: z.optional(z.string()),
  LOG_LEVEL: z._default(z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]), "warn"),
});

export const ENVIRONMENT_VARIABLES: readonly string[] = Object.keys(environment.shape);

export type Config = {
  readonly port: number;
  readonly host: string;
  /** PostgreSQL; without it the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Proxies whose word on the client's address and on HTTPS is taken; nobody's by default. */
  readonly trustProxy: readonly string[];
  /** Where people reach this installation, for what is printed; without it the address a request came to. */
  readonly publicUrl: string | undefined;
  /** Whom to turn to, line by line; empty where nobody was named. */
  readonly contact: { readonly vi: readonly string[]; readonly en: readonly string[] };
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** Where metrics are told; nowhere without it. */
  readonly metrics: { readonly port: number; readonly host: string } | undefined;
  /** Requests for data that may be under way at once; further ones are told to come again. */
  readonly maxWaiting: number;
  /** Calls of the database that take longer, in ms, are logged. */
  readonly slowMs: number;
  /** How long a server that was told to stop still takes requests, in ms, so that balancers learn of it first. */
  readonly drainMs: number;
  /** Copies of all rows that the server takes by itself. */
  readonly snapshots: { readonly hours: number; readonly keep: number; readonly folder: string };
  /** Memory for tiles that were made, and for the features of one layer, in bytes. */
  readonly tiles: { readonly cacheBytes: number; readonly maxLayerBytes: number };
  /** Folders of the installation. */
  readonly migrations: string;
  readonly geodata: string;
  readonly client: string;
};

const MEGABYTE = 1024 * 1024;

/** The environment is not usable; the message has one line per variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** @throws {ConfigError} naming every faulty variable at once */
export const readConfig = (variables: NodeJS.ProcessEnv = process.env): Config => {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const { success, data, error } = z.safeParse(environment, given);
  if (!success) {
    const lines = error.issues.map((issue) => {
      const expected = issue.code === "invalid_value" ? `one of ${issue.values.join(", ")}` : issue.message;
      return `${issue.path.join(".")}: expected ${expected}`;
    });
    throw new ConfigError(lines.join("\n"));
  }
  const folder = installationFolder();
  return {
    port: Number(data.PORT),
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR,
    trustProxy: data.TRUST_PROXY?.split(",") ?? [],
    publicUrl: data.PUBLIC_URL,
    contact: { vi: linesOf(data.CONTACT_VI), en: linesOf(data.CONTACT_EN ?? data.CONTACT_VI) },
    logLevel: data.LOG_LEVEL,
    metrics: data.METRICS_PORT === undefined ? undefined : { port: Number(data.METRICS_PORT), host: data.METRICS_HOST },
    maxWaiting: Number(data.MAX_WAITING),
    slowMs: Number(data.SLOW_MS),
    drainMs: Number(data.DRAIN_SECONDS) * 1000,
    snapshots: {
      // PostgreSQL has its own means, and may be far larger.
      hours: Number(data.SNAPSHOT_HOURS ?? (data.DATABASE_URL === undefined ? "1" : "0")),
      keep: Number(data.SNAPSHOT_KEEP),
      folder: data.SNAPSHOT_DIR ?? join(data.DATA_DIR, "snapshots"),
    },
    tiles: { cacheBytes: Number(data.TILE_CACHE_MB) * MEGABYTE, maxLayerBytes: Number(data.TILE_LAYER_MB) * MEGABYTE },
    migrations: join(folder, "migrations"),
    geodata: join(folder, "geodata"),
    client: join(folder, "dist/client"),
  };
};

/** Lines stand between upright bars. */
const linesOf = (text = ""): string[] =>
  text
    .normalize("NFC")
    .split("|")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Where package.json lies: the sources and the bundle stand at different depths below it. */
const installationFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder) throw new ConfigError("package.json was not found above the server's files");
    folder = above;
  }
  return folder;
};
