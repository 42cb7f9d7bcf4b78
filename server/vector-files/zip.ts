import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A part of a zip: a file as it lies on the disk, text, or what a stream gives. */
export type ZipPart = { readonly name: string } & (
  | { readonly path: string }
  | { readonly text: string | Uint8Array }
  | { readonly stream: Readable }
);

/** Writes the parts one after the other, none of them held whole. */
export const writeZip = async (parts: readonly ZipPart[], path: string, signal: AbortSignal): Promise<void> => {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  // A part that cannot be read ends the whole, which would otherwise wait for it forever.
  zip.on("error", (error: Error) => output.destroy(error));
  for (const part of parts) {
    if ("path" in part) zip.addFile(part.path, part.name);
    else if ("text" in part) zip.addBuffer(Buffer.from(part.text as string), part.name);
    else {
      // The library listens to no error of a stream that it is given.
      part.stream.once("error", (error) => output.destroy(error));
      zip.addReadStream(part.stream, part.name);
    }
  }
  zip.end();
  try {
    await pipeline(output, createWriteStream(path), { signal });
  } finally {
    for (const part of parts) if ("stream" in part) part.stream.destroy();
  }
};
