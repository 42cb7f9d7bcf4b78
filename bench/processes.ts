import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { BuildOptions, BuildReport } from "./build-layer.ts";
import type { FloorOptions } from "./serve-floor.ts";
import type { MapOptions } from "./serve-map.ts";
import type { OursOptions } from "./serve-ours.ts";

export type Server = {
  readonly origin: string;
  /** Resident memory, in bytes. */
  readonly residentBytes: () => number;
};

type Programs = {
  readonly "serve-ours": OursOptions;
  readonly "serve-map": MapOptions;
  readonly "serve-floor": FloorOptions;
  readonly "build-layer": BuildOptions;
};

/** The programs beside this one. They end with it, because their standard input does. */
export class Processes {
  readonly #running = new Set<ChildProcess>();

  async serve<P extends "serve-ours" | "serve-map" | "serve-floor">(program: P, options: Programs[P]): Promise<Server> {
    const child = this.#start(program, options);
    const { port } = await firstLine<{ port: number }>(program, child);
    return { origin: `http://127.0.0.1:${port}`, residentBytes: () => residentBytesOf(child.pid ?? 0) };
  }

  buildLayer(options: BuildOptions): Promise<BuildReport> {
    return firstLine<BuildReport>("build-layer", this.#start("build-layer", options));
  }

  end(): void {
    for (const child of this.#running) child.kill();
  }

  #start<P extends keyof Programs>(program: P, options: Programs[P]): ChildProcess {
    const file = join(dirname(fileURLToPath(import.meta.url)), `${program}.js`);
    const path = file.includes("/chunks/") ? join(dirname(file), "..", `${program}.js`) : file;
    const child = spawn(process.execPath, [path, JSON.stringify(options)], { stdio: ["pipe", "pipe", "inherit"] });
    this.#running.add(child);
    child.once("exit", () => this.#running.delete(child));
    return child;
  }
}

const firstLine = <T>(program: string, child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error(`${program} has no output`);
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line) as T));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${program} ended with code ${code}`)));
  });

const residentBytesOf = (pid: number): number => {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
};
