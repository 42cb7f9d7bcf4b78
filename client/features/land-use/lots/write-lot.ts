import { writeLand } from "../land-data.ts";
import type { Lot } from "./lot-types.ts";
import { editsOf, type LotChanges } from "./edits.ts";
import { rememberEdit } from "./undo.ts";

/** Changes one lot that is at the version held; it can be taken back like an edit of many. */
export const writeLot = async (held: Lot, changes: LotChanges, reason?: string): Promise<Lot> => {
  const lot = await writeLand<Lot>("PATCH", `lots/${held.id}`, { body: changes, ifMatch: held.rowVersion, reason });
  rememberEdit(
    [held],
    editsOf([held], () => changes),
    new Map([[lot.id, lot.rowVersion]]),
  );
  return lot;
};
