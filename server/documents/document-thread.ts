import PQueue from "p-queue";
import type { LetterFormat } from "#contracts/land-alerts.ts";
import type { ReportFormat } from "#contracts/report-formats.ts";
import { withDeadline } from "#server/db/deadline.ts";
import { Problem } from "#server/problems.ts";
import { WorkThread } from "#server/work-thread.ts";
import type { DocumentContent, LetterDocument } from "./content.ts";
import type { Picture } from "./picture.ts";
import type { SheetBook } from "./sheet-content.ts";

export type DocumentRequest =
  | { readonly format: ReportFormat; readonly content: DocumentContent }
  | { readonly format: LetterFormat; readonly letter: LetterDocument }
  | { readonly book: SheetBook }
  | { readonly picture: Picture };

type MakeOptions = {
  /** For books of many sheets, which take longer than any other document. */
  readonly deadlineMs?: number;
  /** Is told the share that is done, from 0 to 1. */
  readonly progress?: (share: number) => void;
};

/** A document takes some 0.3 s, the first of a thread 1 s: one that takes so long never ends. */
const DEADLINE_MS = 20_000;
/** Whoever would have to wait behind more than these is told to come again. */
const MOST_WAITING = 60;
const TOO_SLOW = {
  vi: "Văn bản chưa lập xong trong thời gian cho phép; xin thử lại sau ít phút.",
  en: "The document could not be made in time; please try again in a few minutes.",
};
const TOO_MANY = {
  vi: "Đang có nhiều văn bản chờ lập; xin thử lại sau ít phút.",
  en: "Many documents are waiting to be made; please try again in a few minutes.",
};
const LATER = { headers: { "retry-after": "60" } };

/** One thread, begun when a document is first asked for, which makes one after the other; one that ends is replaced. */
export class DocumentThread {
  readonly #queue = new PQueue({ concurrency: 1 });
  #thread: WorkThread | undefined;

  /** @throws {Problem} too-slow */
  async make(request: DocumentRequest, { deadlineMs = DEADLINE_MS, progress }: MakeOptions = {}): Promise<Uint8Array> {
    if (this.#queue.size >= MOST_WAITING) throw new Problem("too-slow", TOO_MANY, LATER);
    return this.#queue.add(async () => {
      if (!this.#thread || this.#thread.isDead) this.#thread = new WorkThread("document-worker", { niceness: 5 });
      const thread = this.#thread;
      const { bytes } = await withDeadline(deadlineMs, thread.ask<{ bytes: Uint8Array }>(request, progress), () => {
        void thread.end();
        return new Problem("too-slow", TOO_SLOW, LATER);
      });
      return bytes;
    });
  }

  async close(): Promise<void> {
    this.#queue.clear();
    await this.#thread?.end();
  }
}
