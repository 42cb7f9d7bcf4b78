import { send } from "#client/send.ts";
import type { LandKind } from "#contracts/land-use.ts";
import { landPath, writeLand } from "../land-data.ts";
import type { History, Row, Version } from "./versions.ts";

/** Writes a row again as an entry of its history left it; `rowVersion` null: the row is gone. */
export const restoreVersion = (kind: LandKind, id: number, seq: number, rowVersion: number | null): Promise<Row> =>
  writeLand<Row>("POST", `${kind}/${id}/restore`, {
    body: { seq },
    ...(rowVersion !== null && { ifMatch: rowVersion }),
  });

/** The row as it stands by its history; null: it is gone. */
export const currentOf = (history: History): Row | null => history.items.at(-1)?.after ?? null;

/** The newest state before the last change; undefined: that was the entry of the row. */
export const stateBeforeLast = ({ items }: History): Version | undefined =>
  items.slice(0, -1).findLast(({ after }) => after !== null);

/** Takes the last change of a row back by a new version: a new row is removed, a removed one is written again. */
export const undoLast = async (kind: LandKind, id: number): Promise<"removed" | "restored"> => {
  const history = await send<History>("GET", landPath(`${kind}/${id}/history`));
  const before = stateBeforeLast(history);
  const current = currentOf(history);
  if (before) {
    await restoreVersion(kind, id, before.seq, current?.rowVersion ?? null);
    return "restored";
  }
  if (current) await writeLand("DELETE", `${kind}/${id}`, { ifMatch: current.rowVersion });
  return "removed";
};
