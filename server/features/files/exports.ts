import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Problem } from "#server/problems.ts";

/** Files that are made at the same time: each reads the database and keeps a processor busy. */
const MOST_AT_ONCE = 3;
const TOO_MANY = {
  vi: "Đang có nhiều tệp được lập; xin thử lại sau ít phút.",
  en: "Many files are being made; please try again in a few minutes.",
};

/** How folders of files in the making begin. */
export const TEMPORARY = "vlmap-file-";
const LEFT_OVER_MS = 24 * 3_600_000;

type WrittenFile = { readonly path: string; readonly bytes: number; readonly remove: () => Promise<void> };
export type MadeFile = { readonly bytes: number; readonly stream: Readable };

/**
 * Files are made whole in a folder of their own before the first byte is sent: an error is then still a proper answer, the length
 * is known, and how slowly somebody reads holds up neither the database nor the version of the data.
 */
export class Exports {
  #running = 0;
  readonly #closing = new AbortController();
  #kept: { readonly version: string; readonly file: Promise<WrittenFile> } | null = null;

  /** Removes what a server left that was killed: nothing takes as long as a day. */
  static async removeLeftOver(folder = tmpdir()): Promise<void> {
    const names = (await readdir(folder)).filter((name) => name.startsWith(TEMPORARY));
    for (const path of names.map((name) => join(folder, name))) {
      // Another server of this machine may do the same.
      const made = await stat(path).catch(() => null);
      if (made && Date.now() - made.mtimeMs > LEFT_OVER_MS) await rm(path, { recursive: true, force: true });
    }
  }

  /**
   * @param wanted ends the work and removes what there is when whoever asked has gone
   * @throws {Problem} 503 where enough is being made
   */
  async make(
    name: string,
    wanted: AbortSignal,
    write: (path: string, signal: AbortSignal) => Promise<void>,
  ): Promise<MadeFile> {
    const { path, bytes, remove } = await this.#write(name, AbortSignal.any([wanted, this.#closing.signal]), write);
    const stream = createReadStream(path);
    // Read to the end, or whoever asked has gone.
    stream.once("close", () => void remove());
    return { bytes, stream };
  }

  /** As `make`, but kept for the next who asks, until there is another version of the data: one file, always the same. */
  async keep(
    name: string,
    version: string,
    write: (path: string, signal: AbortSignal) => Promise<void>,
  ): Promise<MadeFile> {
    let kept = this.#kept;
    if (kept?.version !== version) {
      void this.#drop();
      kept = { version, file: this.#write(name, this.#closing.signal, write) };
      this.#kept = kept;
    }
    try {
      const { path, bytes } = await kept.file;
      return { bytes, stream: createReadStream(path) };
    } catch (error) {
      if (this.#kept === kept) this.#kept = null;
      throw error;
    }
  }

  async #drop(): Promise<void> {
    const kept = this.#kept;
    this.#kept = null;
    // Whoever is reading it reads on.
    await kept?.file.then(({ remove }) => remove()).catch(() => {});
  }

  async #write(
    name: string,
    signal: AbortSignal,
    write: (path: string, signal: AbortSignal) => Promise<void>,
  ): Promise<WrittenFile> {
    if (this.#running >= MOST_AT_ONCE) throw new Problem("unavailable", TOO_MANY, { headers: { "retry-after": "20" } });
    this.#running += 1;
    let folder = "";
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      folder = await mkdtemp(join(tmpdir(), TEMPORARY));
      const path = join(folder, name);
      signal.throwIfAborted();
      await write(path, signal);
      signal.throwIfAborted();
      return { path, bytes: (await stat(path)).size, remove };
    } catch (error) {
      await remove();
      throw error;
    } finally {
      this.#running -= 1;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error("the server is closing"));
    await this.#drop();
  }
}
