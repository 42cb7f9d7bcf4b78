import PQueue from "p-queue";
import { withDeadline } from "#server/db/deadline.ts";
import { Problem, type Text } from "#server/problems.ts";
import { WorkThread } from "#server/work-thread.ts";
import type { FileContent } from "./read/features.ts";
import { FileRefusal, type RefusalCode } from "./read/refusals.ts";

export type ReadRequest = { readonly bytes: Uint8Array; readonly fileName: string; readonly layer: string | null };
export type ReadAnswer =
  | { readonly content: FileContent }
  | { readonly refused: { readonly code: RefusalCode; readonly where: Text | null } };

/** The largest file that is taken reads in a few seconds. */
const DEADLINE_MS = 45_000;
/** Objects of the thread; what it holds besides are the bytes of the file, which are counted. */
const MEMORY_MB = 700;
const MOST_WAITING = 20;
const TOO_MANY = {
  vi: "Đang có nhiều tệp chờ đọc; xin thử lại sau ít phút.",
  en: "Many files are waiting to be read; please try again in a few minutes.",
};

/** Reads one file after the other in a thread that may take so much and no more; one that dies is replaced. */
export class ReadThread {
  readonly #queue = new PQueue({ concurrency: 1 });
  #thread: WorkThread | undefined;

  /** @throws {FileRefusal} with the reason */
  async read(request: ReadRequest): Promise<FileContent> {
    if (this.#queue.size >= MOST_WAITING) throw new Problem("too-slow", TOO_MANY, { headers: { "retry-after": "60" } });
    return this.#queue.add(async () => {
      if (!this.#thread || this.#thread.isDead)
        this.#thread = new WorkThread("read-worker", { niceness: 5, memoryMb: MEMORY_MB });
      const thread = this.#thread;
      const answer = await withDeadline(DEADLINE_MS, thread.ask<ReadAnswer>(request), () => {
        void thread.end();
        return new FileRefusal("too-slow");
      }).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY")
          throw new FileRefusal("too-much-memory");
        throw error;
      });
      if ("content" in answer) return answer.content;
      throw new FileRefusal(answer.refused.code, answer.refused.where);
    });
  }

  async close(): Promise<void> {
    this.#queue.clear();
    await this.#thread?.end();
  }
}
