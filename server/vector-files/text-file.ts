import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Pages } from "./layer.ts";

/** Writes pieces of text as they are asked for. */
export const writeText = (pieces: AsyncIterable<string>, path: string, signal: AbortSignal): Promise<void> =>
  pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 1 }), createWriteStream(path), { signal });

/** Looks at each page whether somebody still waits, and lets others have a turn. */
export async function* whileWanted(pages: Pages, signal: AbortSignal): Pages {
  for await (const page of pages) {
    signal.throwIfAborted();
    yield page;
    await new Promise((resolve) => setImmediate(resolve));
  }
  signal.throwIfAborted();
}
