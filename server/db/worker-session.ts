import { Worker } from "node:worker_threads";
import { DbError, DbUnavailable, SwallowedDbError } from "#server/db/port.ts";
import type {
  WorkerFailure,
  WorkerMessage,
  WorkerOptions,
  WorkerReply,
  WorkerRequest,
  WorkerResult,
} from "#server/db/worker-protocol.ts";
import { workerFile } from "#server/worker-file.ts";

/** Seconds after which a client may try again: opening takes about 3 s, here doubled. */
export const RESTART_SECONDS = 6;

function toError(failure: WorkerFailure): Error {
  switch (failure.kind) {
    case "refused":
      return new DbError(failure.message, failure.fields ?? { code: "XX000" });
    case "swallowed":
      return new SwallowedDbError(failure.message);
    case "broken":
      return new DbUnavailable(`the embedded database crashed and is restarting: ${failure.message}`, RESTART_SECONDS);
    case "other": {
      const error = new Error(failure.message);
      if (failure.stack) error.stack = failure.stack;
      return error;
    }
  }
}

interface Pending {
  resolve: (result: WorkerResult) => void;
  reject: (error: Error) => void;
}

/** One life of the worker thread: from opening the database folder to its end, expected or not. */
export class WorkerSession {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #dead: Error | undefined;
  /** Called once when the thread ends or its engine crashes without `end` having been called. */
  onBroken: (error: Error) => void = () => {};

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (message: WorkerMessage) => {
      if (message.type === "reply") this.#settle(message.reply);
    });
    worker.on("error", (cause) => this.#breakDown(cause));
    worker.on("exit", (code) => this.#breakDown(new Error(`the thread ended with code ${code}`)));
  }

  /** Resolves when the database in `options.folder` is open, 3 s; 12–18 s when it is created. */
  static open(options: WorkerOptions): Promise<WorkerSession> {
    return new Promise((resolve, reject) => {
      // The parent's flags, a TypeScript loader in tests, have no business in the bundle.
      const worker = new Worker(workerFile("embedded-worker"), {
        name: "embedded-database",
        workerData: options,
        execArgv: [],
      });
      const session = new WorkerSession(worker);
      session.onBroken = reject;
      worker.once("message", (message: WorkerMessage) => {
        session.onBroken = () => {};
        if (message.type === "ready") resolve(session);
        else if (message.type === "failed") {
          const { failure } = message;
          const error = new Error(`cannot open the database in ${options.folder}: ${failure.message}`);
          void session.end(error).then(() => reject(error));
        }
      });
    });
  }

  /** @throws what `toError` makes of a failure, or the reason of the session's end */
  call(request: WorkerRequest): Promise<WorkerResult> {
    if (this.#dead) return Promise.reject(this.#dead);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request });
    });
  }

  /**
   * Ends the thread even in the middle of a statement, which for the files is what a SIGKILL is;
   * resolves when the thread is gone and the folder may be opened again.
   */
  async end(reason: Error): Promise<void> {
    this.#die(reason);
    await this.#worker.terminate();
  }

  #settle(reply: WorkerReply): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    this.#pending.delete(reply.id);
    if (reply.ok) {
      pending.resolve(reply.result);
      return;
    }
    const error = toError(reply.failure);
    pending.reject(error);
    if (reply.failure.kind === "broken") this.#breakDown(error);
  }

  #breakDown(cause: unknown): void {
    if (this.#dead) return;
    const error = new DbUnavailable("the embedded database stopped unexpectedly and is restarting", RESTART_SECONDS, {
      cause,
    });
    this.#die(error);
    this.onBroken(error);
  }

  #die(reason: Error): void {
    this.#dead ??= reason;
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }
}
