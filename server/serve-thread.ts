import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { ThreadMessage, ThreadOptions } from "#server/work-thread.ts";

/** Answers what the main thread asks of this one, in turn. */
export const serveThread = <Request>(
  answer: (request: Request, progress: (share: number) => void) => unknown,
): void => {
  if (!parentPort) throw new Error("this runs as a worker thread only");
  const port = parentPort;
  const { niceness } = workerData as ThreadOptions;
  // On Linux priority belongs to the thread, and 0 is the one that asks.
  if (niceness > 0 && process.platform === "linux") setPriority(0, niceness);
  const refuse = (id: number, { message, stack }: Error) =>
    port.postMessage({ id, ok: false, message, stack } satisfies ThreadMessage);
  const settle = (id: number, given: unknown) => {
    const message: ThreadMessage = { id, ok: true, answer: given };
    port.postMessage(message, movable(given));
  };
  port.on("message", ({ id, request }: { id: number; request: Request }) => {
    try {
      const given = answer(request, (share) => port.postMessage({ id, share } satisfies ThreadMessage));
      if (given instanceof Promise) {
        given.then(
          (value) => settle(id, value),
          (error: unknown) => refuse(id, error as Error),
        );
      } else settle(id, given);
    } catch (error) {
      refuse(id, error as Error);
    }
  });
};

/** Bytes that are all of their buffer are handed over in place of copied. */
const movable = (answer: unknown): ArrayBuffer[] => {
  const bytes = (answer as { bytes?: unknown } | undefined)?.bytes;
  const isOwn = bytes instanceof Uint8Array && bytes.byteLength === bytes.buffer.byteLength;
  return isOwn && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
};
