import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { withDeadline } from "#server/db/deadline.ts";
import { Problem } from "#server/problems.ts";
import type { TileStore } from "./make-tile.ts";
import type { TileLayer } from "./tile-layer.ts";
import type { MadeTile, MakeRequest, TileRequest } from "./tile-protocol.ts";
import { TileMaking } from "./tile-making.ts";
import { TileThread } from "./tile-thread.ts";

type LaneName = "light" | "heavy";
/**
 * Heavy tiles wait for each other and not before light ones. A tiny one is made sooner than a thread can be asked for it, so it
 * is made where it is asked for.
 */
export type Weight = "tiny" | LaneName;

/** Far beyond what a tile of a million lots takes: a thread that is still at it then is ended, so that others get their turn. */
const DEADLINE_MS = 20_000;
const TOO_SLOW = {
  vi: "Ô bản đồ này chưa vẽ được trong thời gian cho phép; hãy phóng to rồi thử lại.",
  en: "This tile could not be made in time; zoom in, then try again.",
};

const NICENESS: Readonly<Record<LaneName, number>> = { light: 0, heavy: 10 };

/** As many as there are processors: the thread that answers takes a small part of one while tiles are made, and comes first. */
const threadsFor = (processors: number): Readonly<Record<LaneName, number>> => ({
  light: Math.min(4, processors),
  heavy: Math.min(processors > 4 ? 4 : 2, processors),
});

type Held = { readonly layer: TileLayer; readonly store: TileStore };

/** The threads that make tiles, begun when first needed; one that ends is replaced. */
export class TileThreads {
  readonly #held = new Map<string, Held>();
  readonly #here = new TileMaking();
  readonly #lanes: Readonly<Record<LaneName, Lane>>;

  constructor(processors = availableParallelism(), deadlineMs = DEADLINE_MS) {
    const threads = threadsFor(processors);
    const lane = (name: LaneName) => new Lane(name, { threads: threads[name], deadlineMs, held: this.#held });
    this.#lanes = { light: lane("light"), heavy: lane("heavy") };
  }

  hold(key: string, held: Held): void {
    this.#held.set(key, held);
    this.#here.hold(key, held.layer, held.store);
    for (const lane of Object.values(this.#lanes)) lane.tell({ op: "hold", key, ...held });
    // Who asks for a layer's address asks for its tiles next: one thread is then ready.
    this.#lanes.light.warm();
  }

  drop(key: string): void {
    this.#held.delete(key);
    this.#here.drop(key);
    for (const lane of Object.values(this.#lanes)) lane.tell({ op: "drop", key });
  }

  /**
   * @param signal takes the tile off the queue; one that is being made is made to its end, and kept by the caller
   * @throws {DOMException} AbortError
   */
  async make(weight: Weight, request: MakeRequest, signal: AbortSignal): Promise<MadeTile> {
    if (weight === "tiny") return this.makeHere(request);
    return this.#lanes[weight].make(request, signal);
  }

  /** In the thread that asks, which waits for it. */
  makeHere(request: MakeRequest): MadeTile {
    return this.#here.make(request);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#lanes).map((lane) => lane.close()));
  }
}

type LaneOptions = {
  readonly threads: number;
  readonly deadlineMs: number;
  readonly held: ReadonlyMap<string, Held>;
};

class Lane {
  readonly #name: LaneName;
  readonly #held: ReadonlyMap<string, Held>;
  readonly #deadlineMs: number;
  readonly #queue: PQueue;
  readonly #threads: TileThread<TileRequest>[] = [];
  readonly #idle: TileThread<TileRequest>[] = [];

  constructor(name: LaneName, options: LaneOptions) {
    this.#name = name;
    this.#held = options.held;
    this.#deadlineMs = options.deadlineMs;
    this.#queue = new PQueue({ concurrency: options.threads });
  }

  tell(request: TileRequest): void {
    // A thread that ends forgets all; the one in its place is told again.
    for (const thread of this.#threads) void thread.call(request).catch(() => {});
  }

  warm(): void {
    if (this.#threads.length === 0) this.#idle.push(this.#begin());
  }

  async make(request: MakeRequest, signal: AbortSignal): Promise<MadeTile> {
    return this.#queue.add(
      async () => {
        const thread = this.#take();
        try {
          return await withDeadline(this.#deadlineMs, thread.call(request), () => {
            void thread.end();
            return new Problem("too-slow", TOO_SLOW, { headers: { "retry-after": "60" } });
          });
        } finally {
          this.#idle.push(thread);
        }
      },
      { signal },
    );
  }

  async close(): Promise<void> {
    this.#queue.clear();
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #take(): TileThread<TileRequest> {
    for (let thread = this.#idle.pop(); thread; thread = this.#idle.pop()) {
      if (!thread.isDead) return thread;
      this.#threads.splice(this.#threads.indexOf(thread), 1);
    }
    return this.#begin();
  }

  #begin(): TileThread<TileRequest> {
    const thread = new TileThread<TileRequest>("tile-worker", { niceness: NICENESS[this.#name] });
    this.#threads.push(thread);
    for (const [key, held] of this.#held) void thread.call({ op: "hold", key, ...held }).catch(() => {});
    return thread;
  }
}
