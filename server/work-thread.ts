import { Worker } from "node:worker_threads";
import { workerFile } from "#server/worker-file.ts";

export type ThreadOptions = {
  /** Added to the thread's niceness, so that its work leaves the processor to others. */
  readonly niceness: number;
  /** For threads that read what strangers send: with more they end. */
  readonly memoryMb?: number;
};

/** What the thread's side (serve-thread.ts) answers. */
export type ThreadMessage =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string; readonly stack: string | undefined }
  /** What of the work is done, from 0 to 1. */
  | { readonly id: number; readonly share: number };

type Pending = {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((share: number) => void) | undefined;
};

/** A thread that does what it is asked, in turn; `file` is the bundle that calls serveThread. */
export class WorkThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #dead: Error | undefined;

  constructor(file: string, options: ThreadOptions) {
    // The parent's flags, a TypeScript loader in tests, have no business in the bundle.
    this.#worker = new Worker(workerFile(file), {
      name: file,
      workerData: options,
      execArgv: [],
      ...(options.memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: options.memoryMb } }),
    });
    this.#worker.unref();
    this.#worker.on("message", (message: ThreadMessage) => this.#settle(message));
    this.#worker.on("error", (error) => this.#die(error));
    this.#worker.on("exit", (code) => this.#die(new Error(`the thread ${file} ended with code ${code}`)));
  }

  get isDead(): boolean {
    return this.#dead !== undefined;
  }

  /** @throws {Error} the thread's own, or why it ended */
  ask<T>(request: unknown, progress?: (share: number) => void): Promise<T> {
    if (this.#dead) return Promise.reject(this.#dead);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, progress });
      this.#worker.postMessage({ id, request });
    });
  }

  async end(): Promise<void> {
    this.#die(new Error("the thread was stopped"));
    await this.#worker.terminate();
  }

  #settle(message: ThreadMessage): void {
    const pending = this.#pending.get(message.id);
    if ("share" in message) return pending?.progress?.(message.share);
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
