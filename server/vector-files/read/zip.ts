import yauzl from "yauzl";
import { at, FileRefusal, LIMITS, refuseFile, type RefusalCode } from "./refusals.ts";

type Entry = yauzl.Entry;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;
const UTF8_NAME = 0x800;
const ARCHIVE_NAME = /\.(zip|kmz|7z|rar|gz|tgz|bz2|xz|tar|jar)$/i;
const ARCHIVE_BYTES = ["504b0304", "52617221", "377abcaf", "1f8b08"];

export type Archive = {
  readonly names: readonly string[];
  /** Unpacked, never more than the entry said. */
  readonly read: (name: string) => Promise<Buffer>;
};

/** Bytes that say what they are have no say in their unpacked size: both are counted while they come. */
const damaged = (error: unknown): never => {
  if (error instanceof FileRefusal) throw error;
  const message = error instanceof Error ? error.message : "";
  const code: RefusalCode = /encrypt|strong/i.test(message) ? "encrypted" : "damaged-archive";
  return refuseFile(code, null, error);
};

const open = (bytes: Buffer): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    );
  });

const listEntries = (file: yauzl.ZipFile): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    if (file.entryCount > LIMITS.entries) return reject(new FileRefusal("too-many-entries"));
    const entries: Entry[] = [];
    file.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > LIMITS.entries) reject(new FileRefusal("too-many-entries"));
      else file.readEntry();
    });
    file.on("end", () => resolve(entries));
    file.on("error", reject);
    return file.readEntry();
  });

const nameOf = (entry: Entry): string => {
  const raw = entry.fileName as unknown as Buffer;
  return raw.toString((entry.generalPurposeBitFlag & UTF8_NAME) > 0 ? "utf8" : "latin1");
};

const isUnsafe = (name: string): boolean =>
  name === "" || /^[/\\]|^[a-z]:|[\0\\]/i.test(name) || name.split("/").includes("..");

const readEntry = (file: yauzl.ZipFile, entry: Entry, onBytes: (count: number) => void): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        try {
          onBytes(chunk.length);
          chunks.push(chunk);
        } catch (refusal) {
          stream.destroy(refusal as Error);
        }
      });
      stream.on("error", reject);
      stream.on("end", () => resolve(Buffer.concat(chunks)));
      return undefined;
    });
  });

/**
 * The entries of an archive, every one looked at before any is unpacked.
 * `mayHoldArchives`: of formats that are archives of parts, of which only some are read.
 */
export const openArchive = async (bytes: Buffer, mayHoldArchives = false): Promise<Archive> => {
  const file = await open(bytes).catch(damaged);
  const listed = await listEntries(file).catch(damaged);
  const entries = new Map<string, Entry>();
  let sum = 0;
  for (const entry of listed) {
    const name = nameOf(entry);
    const where = at("tệp con", "entry", name);
    if (isUnsafe(name)) refuseFile("unsafe-path", where);
    if (((entry.externalFileAttributes >>> 16) & S_IFMT) === S_IFLNK) refuseFile("symlink", where);
    if (entry.isEncrypted()) refuseFile("encrypted", where);
    if (name.endsWith("/")) continue;
    if (!mayHoldArchives && ARCHIVE_NAME.test(name)) refuseFile("nested-archive", where);
    if (entries.has(name.toLowerCase())) refuseFile("same-name", where);
    sum += entry.uncompressedSize;
    if (sum > LIMITS.unpackedBytes) refuseFile("unpacked-too-large");
    entries.set(name.toLowerCase(), entry);
  }
  if (sum > LIMITS.ratioFromBytes && sum > bytes.length * LIMITS.ratio) refuseFile("ratio");
  let unpacked = 0;
  return {
    names: listed.map(nameOf).filter((name) => !name.endsWith("/")),
    read: async (name) => {
      const entry = entries.get(name.toLowerCase());
      if (!entry) return refuseFile("damaged-archive");
      const content = await readEntry(file, entry, (count) => {
        unpacked += count;
        if (unpacked > LIMITS.unpackedBytes) refuseFile("unpacked-too-large");
      }).catch(damaged);
      const head = content.subarray(0, 4).toString("hex");
      if (!mayHoldArchives && ARCHIVE_BYTES.some((mark) => head.startsWith(mark)))
        return refuseFile("nested-archive", at("tệp con", "entry", name));
      return content;
    },
  };
};
