import { searchKey } from "#contracts/search-key.ts";
import type { LotLine, LotStage, LotUse } from "./lot-types.ts";

/** Columns of the table in their order. */
export const COLUMNS = [
  "code",
  "use",
  "stage",
  "lessee",
  "statedHa",
  "measuredHa",
  "differenceShare",
  "leasedHa",
  "deployedHa",
  "idleHa",
] as const;
export type Column = (typeof COLUMNS)[number];
export const isNumeric = (column: Column): boolean => COLUMNS.indexOf(column) >= 4;

/** Columns that find room beside each other without being chosen, by the width of the window. */
export const fittingColumns = (windowPx: number): readonly Column[] => {
  if (windowPx < 720) return ["code", "stage", "leasedHa", "idleHa"];
  if (windowPx < 1280) return ["code", "stage", "statedHa", "leasedHa", "deployedHa", "idleHa"];
  return windowPx < 1720 ? COLUMNS.filter((column) => column !== "use" && column !== "measuredHa") : COLUMNS;
};

export type Sort = { readonly column: Column; readonly isDescending: boolean };
export type Filter = {
  readonly text: string;
  readonly stages: ReadonlySet<LotStage>;
  readonly uses: ReadonlySet<LotUse>;
};
export const EVERYTHING: Filter = { text: "", stages: new Set(), uses: new Set() };

/** What a cell says as a number or a text; null: nothing is known. `order` tells stages and uses apart by more than letters. */
export const valueOf = ({ lot, stage, lessee }: LotLine, column: Column): number | string | null =>
  ({
    code: lot.code,
    use: lot.use,
    stage: stage?.stage ?? null,
    lessee,
    statedHa: lot.statedAreaHa,
    measuredHa: lot.measuredAreaHa,
    differenceShare: lot.areaDifferenceShare,
    leasedHa: stage?.leasedHa ?? null,
    deployedHa: stage?.deployedHa ?? null,
    idleHa: stage?.idleHa ?? null,
  })[column];

const collator = new Intl.Collator("vi", { numeric: true });

/** `rank` gives words of a closed list their order; what is unknown comes last either way. */
export const sortLines = (
  lines: readonly LotLine[],
  { column, isDescending }: Sort,
  rank: (word: string) => number,
): readonly LotLine[] => {
  const compare = (one: number | string, other: number | string): number => {
    if (typeof one === "number" && typeof other === "number") return one - other;
    if (column === "stage" || column === "use") return rank(String(one)) - rank(String(other));
    return collator.compare(String(one), String(other));
  };
  return lines.toSorted((a, b) => {
    const [one, other] = [valueOf(a, column), valueOf(b, column)];
    const order =
      one === null || other === null
        ? Number(one === null) - Number(other === null)
        : (isDescending ? -1 : 1) * compare(one, other);
    return order || collator.compare(a.lot.code, b.lot.code);
  });
};

/** Lines in which every word is found: in code, lessee, project or note, with or without accents. */
export const filterLines = (lines: readonly LotLine[], { text, stages, uses }: Filter): readonly LotLine[] => {
  const words = searchKey(text).split(" ").filter(Boolean);
  return lines.filter(({ lot, stage, lessee, project }) => {
    if (uses.size > 0 && !uses.has(lot.use)) return false;
    if (stages.size > 0 && !(stage && stages.has(stage.stage))) return false;
    const told = searchKey([lot.code, lessee, project, lot.note].filter((part) => part !== null).join(" "));
    return words.every((word) => told.includes(word));
  });
};

/** To the square metre, as whole numbers, so that no dust of binary fractions adds up. */
const sum = (hectares: readonly number[]): number =>
  hectares.reduce((all, ha) => all + Math.round(ha * 10_000), 0) / 10_000;

export const sumLines = (lines: readonly LotLine[]) => {
  const of = (column: Column) => sum(lines.map((line) => Number(valueOf(line, column) ?? 0)));
  const [statedHa, measuredHa] = [of("statedHa"), of("measuredHa")];
  return {
    lots: lines.length,
    statedHa,
    measuredHa,
    differenceShare: measuredHa > 0 ? statedHa / measuredHa - 1 : null,
    leasedHa: of("leasedHa"),
    deployedHa: of("deployedHa"),
    idleHa: of("idleHa"),
    doubtful: lines.filter(({ lot }) => lot.isAreaDoubtful).length,
  };
};

/** Chosen rows after a click: with shift, everything shown from the row chosen last to this one. */
export const choose = (
  chosen: ReadonlySet<number>,
  shown: readonly number[],
  { id, from }: { readonly id: number; readonly from: number | null },
): ReadonlySet<number> => {
  const next = new Set(chosen);
  const isOn = !chosen.has(id);
  const [start, end] = [from === null ? -1 : shown.indexOf(from), shown.indexOf(id)];
  const range = start < 0 ? [id] : shown.slice(Math.min(start, end), Math.max(start, end) + 1);
  for (const each of range) {
    if (isOn || start >= 0) next.add(each);
    else next.delete(each);
  }
  return next;
};
