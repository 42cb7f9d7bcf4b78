import { Worker } from "node:worker_threads";
import { workerFile } from "#server/worker-file.ts";
import type { Answer, BuildRequest, ThreadMessage, ThreadOptions, TileRequest } from "./tile-protocol.ts";

type Pending = { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void };

/** One thread, of those that make tiles or those that build layers. */
export class TileThread<Request extends TileRequest | BuildRequest> {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #dead: Error | undefined;

  constructor(file: "tile-worker" | "layer-worker", options: ThreadOptions) {
    // The parent's flags, a TypeScript loader in tests, have no business in the bundle.
    this.#worker = new Worker(workerFile(file), { name: file, workerData: options, execArgv: [] });
    this.#worker.unref();
    this.#worker.on("message", (message: ThreadMessage) => this.#settle(message));
    this.#worker.on("error", (error) => this.#die(error));
    this.#worker.on("exit", (code) => this.#die(new Error(`a tile thread ended with code ${code}`)));
  }

  get isDead(): boolean {
    return this.#dead !== undefined;
  }

  /** @throws {Error} the thread's own, or why it ended */
  call<R extends Request>(request: R): Promise<Answer[R["op"]]> {
    if (this.#dead) return Promise.reject(this.#dead);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request });
    });
  }

  async end(): Promise<void> {
    this.#die(new Error("the tile threads were stopped"));
    await this.#worker.terminate();
  }

  #settle(message: ThreadMessage): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.ok) pending?.resolve(message.answer as never);
    else pending?.reject(Object.assign(new Error(message.message), { stack: message.stack }));
  }

  #die(reason: Error): void {
    this.#dead ??= reason;
    for (const { reject } of this.#pending.values()) reject(this.#dead);
    this.#pending.clear();
  }
}
