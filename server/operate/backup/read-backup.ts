import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type * as z from "zod/mini";
import { BackupRefused, endLine, header, type Header, RowsHash, tableLine, type TableLine } from "./format.ts";

/** What becomes of a backup while it is read; each call is awaited. */
export type Reader = {
  readonly begin?: (about: Header) => Promise<void>;
  readonly table?: (about: TableLine) => Promise<void>;
  readonly rows?: (about: TableLine, rows: readonly string[]) => Promise<void>;
  readonly end?: (about: z.output<typeof endLine>) => Promise<void>;
};

const BATCH = 2_000;

/**
 * Reads a backup to its end and holds each table's rows against their number and hash.
 * @throws {BackupRefused} it is no backup, was cut off, or a row was changed
 */
export const readBackup = async (path: string, reader: Reader = {}): Promise<{ tables: number; rows: number }> => {
  const read = { tables: 0, rows: 0 };
  let current: { about: TableLine; hash: RowsHash; batch: string[] } | undefined;
  let ended = false;
  let isFirst = true;

  const flush = async () => {
    if (!current || current.batch.length === 0) return;
    await reader.rows?.(current.about, current.batch);
    current.batch = [];
  };
  const finishTable = async () => {
    if (!current) return;
    await flush();
    const { about, hash } = current;
    if (hash.rows !== about.rows || hash.digest() !== about.hash) {
      throw new BackupRefused(
        `Bảng ${about.table} trong bản sao không nguyên vẹn (${hash.rows} trên ${about.rows} dòng).`,
        `The table ${about.table} of the backup is not whole (${hash.rows} of ${about.rows} rows).`,
      );
    }
    read.tables += 1;
    read.rows += hash.rows;
  };

  for await (const line of linesOf(path)) {
    if (isFirst) {
      isFirst = false;
      await reader.begin?.(parsed(header, line));
    } else if (line.startsWith("[")) {
      if (!current || ended) throw noBackup();
      current.hash.add(line);
      current.batch.push(line);
      if (current.batch.length === BATCH) await flush();
    } else if (line.startsWith('{"table":')) {
      await finishTable();
      const about = parsed(tableLine, line);
      current = { about, hash: new RowsHash(), batch: [] };
      await reader.table?.(about);
    } else {
      await finishTable();
      const about = parsed(endLine, line);
      if (about.tables !== read.tables) throw noBackup();
      ended = true;
      await reader.end?.(about);
    }
  }
  if (!ended) throw cutOff();
  return read;
};

async function* linesOf(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip();
  const packed = createReadStream(path).once("error", (error) => unpacked.destroy(error));
  try {
    yield* createInterface({ input: packed.pipe(unpacked), crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new BackupRefused(`Không có tệp ${path}.`, `There is no file ${path}.`, { cause });
    throw code === "Z_BUF_ERROR" ? cutOff() : noBackup(cause);
  } finally {
    packed.destroy();
  }
}

const parsed = <S extends z.ZodMiniType>(schema: S, line: string): z.output<S> => {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw noBackup(cause);
  }
};

const noBackup = (cause?: unknown) =>
  new BackupRefused("Tệp này không phải bản sao lưu của bản đồ.", "This file is no backup of the map.", { cause });
const cutOff = () => new BackupRefused("Bản sao lưu bị cụt.", "The backup was cut off.");
