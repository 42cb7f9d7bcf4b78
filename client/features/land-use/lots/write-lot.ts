import { tellChange } from "../editing/undo.ts";
import { backOf } from "../editing/versions.ts";
import { writeLand } from "../land-data.ts";
import type { Lot } from "./lot-types.ts";
import { editsOf, type LotChanges } from "./edits.ts";

/** Changes one lot that is at the version held; it can be taken back like an edit of many. */
export const writeLot = async (held: Lot, changes: LotChanges, reason?: string): Promise<Lot> => {
  const lot = await writeLand<Lot>("PATCH", `lots/${held.id}`, { body: changes, ifMatch: held.rowVersion, reason });
  const edits = editsOf([held], () => changes);
  tellChange({ operation: "edits", kind: "lots", titles: [held.code], back: backOf([held], edits, [lot]) });
  return lot;
};
