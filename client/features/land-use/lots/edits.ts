import type { Lot } from "./lot-types.ts";

export type LotChanges = Partial<Pick<Lot, "code" | "geometry" | "statedAreaHa" | "use" | "inForce" | "note">>;
export type Edit = {
  readonly kind: "lots";
  readonly id: number;
  readonly rowVersion: number;
  readonly changes: LotChanges;
};

export const editsOf = (lots: readonly Lot[], changesOf: (lot: Lot) => LotChanges): readonly Edit[] =>
  lots.map((lot) => ({ kind: "lots", id: lot.id, rowVersion: lot.rowVersion, changes: changesOf(lot) }));

/** Lots that a change would leave as they are need no new version. */
export const wouldChange = (lot: Lot, changes: LotChanges): boolean =>
  Object.entries(changes).some(([field, value]) => JSON.stringify(lot[field as keyof Lot]) !== JSON.stringify(value));

/** What writes the old values back over the versions that an edit has made. */
export const reverseOf = (
  before: readonly Lot[],
  edits: readonly Edit[],
  versions: ReadonlyMap<number, number>,
): readonly Edit[] =>
  edits.flatMap(({ id, changes }) => {
    const lot = before.find((each) => each.id === id);
    const rowVersion = versions.get(id);
    if (!lot || rowVersion === undefined) return [];
    const old = Object.fromEntries(Object.keys(changes).map((field) => [field, lot[field as keyof Lot]]));
    return [{ kind: "lots" as const, id, rowVersion, changes: old as LotChanges }];
  });
