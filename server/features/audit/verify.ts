import { createHash } from "node:crypto";
import type { Db, Tx } from "#server/db/port.ts";
import differencesSql from "./differences.sql?raw";
import entriesSql from "./entries.sql?raw";

/** The end of the chain. Kept elsewhere, it shows later that nothing was cut off the end. */
export type Head = { readonly seq: number; readonly hash: string };

export type Verdict =
  | { readonly isWhole: true; readonly entries: number; readonly head: Head }
  /** `missing`: the entry before is gone; `link`: it does not follow from the one before; `content`: it was changed. */
  | {
      readonly isWhole: false;
      readonly fault: "missing" | "link" | "content";
      readonly seq: number;
      readonly row: string;
    }
  /** The chain does not hold the end that was kept. */
  | { readonly isWhole: false; readonly fault: "head"; readonly seq: number }
  /** Tables hold something else than the audit tells. */
  | { readonly isWhole: false; readonly fault: "rows"; readonly rows: readonly string[] };

type Entry = { seq: number; prevHash: Uint8Array; hash: Uint8Array; text: string; tableName: string; rowId: string };

const BATCH = 2_000;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Walks the chain from its first entry, hashing it anew outside the database, then compares the tables with their newest entries. */
export const verifyAudit = (db: Db, kept?: Head): Promise<Verdict> =>
  db.transaction({ role: "owner", readOnly: true, isolation: "repeatable read" }, (tx) => walk(tx, kept));

const walk = async (tx: Tx, kept: Head | undefined): Promise<Verdict> => {
  let head: Head = { seq: 0, hash: "0".repeat(64) };
  let isKeptFound = kept === undefined;
  for (;;) {
    const { rows } = await tx.query<Entry>(entriesSql, [head.seq, BATCH]);
    for (const { seq, prevHash, hash, text, tableName, rowId } of rows) {
      const broken = (fault: "missing" | "link" | "content"): Verdict => ({
        isWhole: false,
        fault,
        seq,
        row: `${tableName} ${rowId}`,
      });
      if (seq !== head.seq + 1) return broken("missing");
      if (hex(prevHash) !== head.hash) return broken("link");
      if (createHash("sha256").update(prevHash).update(text).digest("hex") !== hex(hash)) return broken("content");
      head = { seq, hash: hex(hash) };
      if (kept?.seq === seq && kept.hash === head.hash) isKeptFound = true;
    }
    if (rows.length < BATCH) break;
  }
  if (!isKeptFound) return { isWhole: false, fault: "head", seq: kept?.seq ?? 0 };
  const { rows } = await tx.query<{ tableName: string; rowId: string }>(differencesSql);
  return rows.length === 0
    ? { isWhole: true, entries: head.seq, head }
    : { isWhole: false, fault: "rows", rows: rows.map(({ tableName, rowId }) => `${tableName} ${rowId}`) };
};
