import type { Edit } from "../editing/versions.ts";
import type { Lot } from "./lot-types.ts";

export type LotChanges = Partial<Pick<Lot, "code" | "geometry" | "statedAreaHa" | "use" | "inForce" | "note">>;

export const editsOf = (lots: readonly Lot[], changesOf: (lot: Lot) => LotChanges): readonly Edit[] =>
  lots.map((lot) => ({ kind: "lots", id: lot.id, rowVersion: lot.rowVersion, changes: changesOf(lot) }));

/** Lots that a change would leave as they are need no new version. */
export const wouldChange = (lot: Lot, changes: LotChanges): boolean =>
  Object.entries(changes).some(([field, value]) => JSON.stringify(lot[field as keyof Lot]) !== JSON.stringify(value));
