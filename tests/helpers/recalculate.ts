import { cellRef, readXlsx } from "hucre/xlsx";

/** A workbook read back, each formula calculated anew from the cells it names, whatever result the file carries for it. */
export type Calculated = {
  readonly sheets: readonly string[];
  /** Every text and number of a sheet, row by row, as the file has them. */
  readonly rows: (sheet: string) => (string | number | null)[][];
  readonly formulas: readonly { readonly sheet: string; readonly cell: string; readonly formula: string }[];
  /** What the file says, without calculating. */
  readonly carried: (sheet: string, cell: string) => unknown;
  /** @throws {Error} where a formula names an empty cell, or is no arithmetic */
  readonly calculate: (sheet: string, cell: string) => number;
  readonly formatOf: (sheet: string, cell: string) => string | undefined;
  readonly headRowsOf: (sheet: string) => number;
};

const REFERENCE = /(?:'((?:[^']|'')+)'!)?\b([A-Z]{1,2}\d+)\b/g;

export const recalculated = async (bytes: Uint8Array): Promise<Calculated> => {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  const sheetOf = (name: string) => {
    const sheet = sheets.find((one) => one.name === name);
    if (!sheet) throw new Error(`there is no sheet ${name}`);
    return sheet;
  };
  const cells = new Map(
    sheets.flatMap(({ name, rows, cells: detailed }) =>
      rows.flatMap((row, at) =>
        row.map((value, column) => [`${name}!${cellRef(at, column)}`, { value, ...detailed?.get(`${at},${column}`) }]),
      ),
    ) as [string, { value: unknown; formula?: string; formulaResult?: unknown; style?: { numFmt?: string } }][],
  );
  const calculate = (sheet: string, cell: string): number => {
    const found = cells.get(`${sheet}!${cell}`);
    if (found?.formula === undefined) {
      if (typeof found?.value !== "number")
        throw new Error(`${sheet}!${cell} holds no number: ${String(found?.value)}`);
      return found.value;
    }
    const summed = found.formula.replaceAll(
      /\bSUM\(([^()]*)\)/g,
      (_, list: string) => `(${list.split(",").join("+")})`,
    );
    const numbers = summed.replaceAll(
      REFERENCE,
      (_, other: string | undefined, name: string) => `(${calculate(other?.replaceAll("''", "'") ?? sheet, name)})`,
    );
    if (!/^[\d\s.e()+*/-]+$/.test(numbers)) throw new Error(`${sheet}!${cell} is no arithmetic: ${found.formula}`);
    // Digits, operators and brackets only, as has just been seen.
    // oxlint-disable-next-line no-implied-eval
    return new Function(`return ${numbers}`)() as number;
  };
  return {
    sheets: sheets.map(({ name }) => name),
    rows: (sheet) => sheetOf(sheet).rows as (string | number | null)[][],
    formulas: [...cells].flatMap(([key, { formula }]) => {
      const at = key.lastIndexOf("!");
      return formula === undefined ? [] : [{ sheet: key.slice(0, at), cell: key.slice(at + 1), formula }];
    }),
    carried: (sheet, cell) => {
      const found = cells.get(`${sheet}!${cell}`);
      return found?.formula === undefined ? found?.value : found.formulaResult;
    },
    calculate,
    formatOf: (sheet, cell) => cells.get(`${sheet}!${cell}`)?.style?.numFmt,
    headRowsOf: (sheet) => sheetOf(sheet).freezePane?.rows ?? 0,
  };
};
