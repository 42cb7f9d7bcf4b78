import { type ThreadOptions, WorkThread } from "#server/work-thread.ts";
import type { Answer, BuildRequest, TileRequest } from "./tile-protocol.ts";

/** One thread, of those that make tiles or those that build layers. */
export class TileThread<Request extends TileRequest | BuildRequest> {
  readonly #thread: WorkThread;

  constructor(file: "tile-worker" | "layer-worker", options: ThreadOptions) {
    this.#thread = new WorkThread(file, options);
  }

  get isDead(): boolean {
    return this.#thread.isDead;
  }

  /** @throws {Error} the thread's own, or why it ended */
  call<R extends Request>(request: R): Promise<Answer[R["op"]]> {
    return this.#thread.ask(request);
  }

  end(): Promise<void> {
    return this.#thread.end();
  }
}
