import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { ThreadMessage, ThreadOptions } from "./tile-protocol.ts";

/** Answers what the main thread asks of this one, in turn. */
export const serveThread = <Request>(answer: (request: Request) => unknown): void => {
  if (!parentPort) throw new Error("this runs as a worker thread only");
  const port = parentPort;
  const { niceness } = workerData as ThreadOptions;
  // On Linux priority belongs to the thread, and 0 is the one that asks.
  if (niceness > 0 && process.platform === "linux") setPriority(0, niceness);
  port.on("message", ({ id, request }: { id: number; request: Request }) => {
    try {
      const message: ThreadMessage = { id, ok: true, answer: answer(request) };
      port.postMessage(message, movable(message.answer));
    } catch (error) {
      const { message, stack } = error as Error;
      port.postMessage({ id, ok: false, message, stack } satisfies ThreadMessage);
    }
  });
};

/** A tile whose bytes are all of their buffer is handed over in place of copied. */
const movable = (answer: unknown): ArrayBuffer[] => {
  const bytes = (answer as { bytes?: unknown } | undefined)?.bytes;
  const isOwn = bytes instanceof Uint8Array && bytes.byteLength === bytes.buffer.byteLength;
  return isOwn && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
};
