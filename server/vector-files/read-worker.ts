/** A thread that reads files of strangers: what one of them makes it take or do ends with the thread. */

import { serveThread } from "#server/serve-thread.ts";
import type { ReadAnswer, ReadRequest } from "./read-thread.ts";
import { readVectorFile } from "./read/read-file.ts";
import { FileRefusal } from "./read/refusals.ts";

serveThread(async ({ bytes, fileName, layer }: ReadRequest): Promise<ReadAnswer> => {
  try {
    return { content: await readVectorFile(Buffer.from(bytes), fileName, layer) };
  } catch (error) {
    if (error instanceof FileRefusal) return { refused: { code: error.code, where: error.where } };
    throw error;
  }
});
