/** The load generators: wrk for HTTP, pgbench for PostgreSQL. */

import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fetchRaw } from "./http.ts";
import type { Rectangle } from "./tiles.ts";
import lua from "./urls.lua?raw";

const run = promisify(execFile);

/** @throws {Error} one sentence naming what is missing */
export const requireLoadGenerators = async (): Promise<void> => {
  for (const [program, flag, howTo] of [
    ["wrk", "-v", "apt-get install wrk"],
    ["pgbench", "--version", "apt-get install postgresql"],
  ] as const) {
    await run(program, [flag]).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") throw new Error(`${program} is not installed; on Debian: ${howTo}`);
    });
  }
};

export type WrkResult = {
  readonly requests: number;
  readonly seconds: number;
  readonly bytes: number;
  /** Answers of status 400 and above, and those that never came. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

/** Requests that wrk walks, at one server, and how many bytes each is answered with. */
export type UrlList = { readonly origin: string; readonly file: string; readonly bodyBytes: readonly number[] };

export type ListOptions = {
  readonly headers?: Readonly<Record<string, string>>;
  /** Asks each address with the tag that it was answered with. */
  readonly isRevalidating?: boolean;
  readonly expectedStatus?: number;
};

/** More than the status line and headers of an answer take. */
const MOST_HEAD_BYTES = 2_000;

/** Runs wrk and pgbench in a temporary folder of their own. */
export class Load {
  readonly #folder: string;
  #files = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async begin(): Promise<Load> {
    const folder = await mkdtemp(join(tmpdir(), "vlmap-bench-"));
    await writeFile(join(folder, "urls.lua"), lua);
    return new Load(folder);
  }

  end(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }

  /**
   * Asks for every address once, which also warms the server up.
   * @throws {Error} one that is not answered as expected
   */
  async list(origin: string, paths: readonly string[], options: ListOptions = {}): Promise<UrlList> {
    const { headers = {}, isRevalidating = false, expectedStatus = 200 } = options;
    const [lines, bodyBytes]: [string[], number[]] = [[], []];
    for (const path of paths) {
      const tag = isRevalidating ? (await fetchRaw(origin, path, headers)).headers.etag : undefined;
      const asked = { ...headers, ...(tag !== undefined && { "if-none-match": tag }) };
      const { status, body } = await fetchRaw(origin, path, asked);
      if (status !== expectedStatus)
        throw new Error(`${origin}${path} answered ${status}: ${body.toString("utf8", 0, 500)}`);
      lines.push([path, ...Object.entries(asked).map(([name, value]) => `${name}: ${value}`)].join("\t"));
      bodyBytes.push(body.length);
    }
    const file = join(this.#folder, `${++this.#files}.urls`);
    await writeFile(file, `${lines.join("\n")}\n`);
    return { origin, file, bodyBytes };
  }

  /** @throws {Error} a request that failed, or other bytes than the same addresses were answered with before */
  async wrk({ origin, file, bodyBytes }: UrlList, connections: number, seconds: number): Promise<WrkResult> {
    const args = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "60s", "-s", join(this.#folder, "urls.lua")];
    const { stdout } = await run("wrk", [...args, origin, "--", file]);
    const result = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as WrkResult;
    const { requests, bytes, failed } = result;
    if (failed > 0) throw new Error(`${failed} of ${requests} requests to ${origin} failed`);
    if (requests === 0) throw new Error(`${origin} answered nothing in ${seconds} s`);
    const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
    const bodies =
      Math.floor(requests / bodyBytes.length) * sum(bodyBytes) + sum(bodyBytes.slice(0, requests % bodyBytes.length));
    // Of connections side by side some are ahead, and some answers are cut off at the end.
    const apart = (connections + 1) * Math.max(...bodyBytes);
    if (bytes < bodies - apart || bytes > bodies + apart + (requests + connections) * MOST_HEAD_BYTES)
      throw new Error(`${requests} answers of ${origin} had ${bytes} bytes; expected about ${bodies} and their heads`);
    return result;
  }

  /** Walks the tiles of a rectangle so many times over one connection. @returns each statement's time in ms */
  async pgbench(
    url: string,
    sql: string,
    { z, left, top, width, height }: Rectangle,
    rounds: number,
    layer = "",
  ): Promise<readonly number[]> {
    const script = join(this.#folder, `${++this.#files}.pgbench`);
    const log = `${this.#files}.log`;
    const statement = withoutComments(sql)
      .replaceAll("$1", ":z")
      .replaceAll("$2", ":x")
      .replaceAll("$3", ":y")
      .replaceAll("$4", `'${layer}'`);
    await writeFile(
      script,
      `\\set step :step + 1
\\set x :left + mod(:step, :width)
\\set y :top + mod(:step / :width, :height)
${statement.trim()};
`,
    );
    const variables = Object.entries({ z, left, top, width, height, step: -1 });
    const given = variables.flatMap(([name, value]) => ["-D", `${name}=${value}`]);
    const transactions = String(width * height * rounds);
    const args = ["-n", "-M", "prepared", "-c", "1", "-j", "1", "-t", transactions, "-f", script, ...given];
    await run("pgbench", [...args, "-l", `--log-prefix=${log}`, url], { cwd: this.#folder });
    const [name] = (await readdir(this.#folder)).filter((file) => file.startsWith(`${log}.`));
    const lines = (await readFile(join(this.#folder, name ?? ""), "utf8")).trimEnd().split("\n");
    return lines.map((line) => Number(line.split(" ")[2]) / 1000);
  }
}

/** In a comment pgbench takes `:name` and `$1` for what they are in a statement. */
const withoutComments = (sql: string): string => sql.replaceAll(/^--.*$/gm, "");
