/** One thing said in both languages of the project. */
export interface Sentence {
  vi: string;
  en: string;
}

/** Where something stands: the row as a spreadsheet shows it (header = 1), or the number of the feature in a GeoJSON file. */
export interface Place {
  file: string;
  row?: number | null;
  column?: string | null;
}

/** A fault in the data, in sentences that stand alone: place, what was found, what is expected. */
export interface Issue extends Sentence {
  file: string;
  row: number | null;
  column: string | null;
  code: string;
}

/** A row of a table with the place it was read from. */
export interface Placed<R> {
  file: string;
  row: number;
  value: R;
}

/** The cell of a row that an issue is about. */
export const cell = ({ file, row }: Placed<unknown>, column: string | null = null): Place => ({ file, row, column });

/** More would bury the fault that caused the rest; the number left out is reported. */
const MAX_ISSUES = 200;
const MAX_QUOTED = 60;

/** Puts what was found in quotes, cut to 60 characters, control characters made visible. */
export function quote(found: string): string {
  const characters = Array.from(found);
  const short = characters.length > MAX_QUOTED ? `${characters.slice(0, MAX_QUOTED).join("")}…` : found;
  // JSON escapes what would break a line of the report; its own quotes are replaced by typographic ones.
  return `“${JSON.stringify(short)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')}”`;
}

/** `gặp “x”; cần y` in both languages. */
export const foundAndExpected = (found: string, expected: Sentence): Sentence => ({
  vi: found === "" ? `ô trống; cần ${expected.vi}` : `gặp ${quote(found)}; cần ${expected.vi}`,
  en: found === "" ? `the cell is empty; expected ${expected.en}` : `found ${quote(found)}; expected ${expected.en}`,
});

/** `dòng 7 tệp sites/zones.csv`, to name another place inside a sentence. */
export const nameRow = ({ file, row }: Placed<unknown>): Sentence => ({
  vi: `dòng ${row} của ${file}`,
  en: `row ${row} of ${file}`,
});

function namePlace({ file, row, column }: Place): Sentence {
  const [rowVi, rowEn, columnVi, columnEn] = file.endsWith(".geojson")
    ? ["đối tượng", "feature", "mục", "member"]
    : ["dòng", "row", "cột", "column"];
  const join = (rowWord: string, columnWord: string) =>
    [file, row && `${rowWord} ${row}`, column && `${columnWord} ${column}`].filter(Boolean).join(", ");
  return { vi: join(rowVi, columnVi), en: join(rowEn, columnEn) };
}

/** Collects every issue of a run, in the order found, and keeps the first 200. */
export class IssueList {
  readonly #kept: Issue[] = [];
  #more = 0;

  add(place: Place, code: string, sentence: Sentence): void {
    if (this.#kept.length >= MAX_ISSUES) {
      this.#more++;
      return;
    }
    const where = namePlace(place);
    this.#kept.push({
      file: place.file,
      row: place.row ?? null,
      column: place.column ?? null,
      code,
      vi: `${where.vi}: ${sentence.vi}.`,
      en: `${where.en}: ${sentence.en}.`,
    });
  }

  get isEmpty(): boolean {
    return this.#kept.length === 0;
  }

  /** The issues kept; a last one with the code `more` says how many were left out. */
  all(): Issue[] {
    if (this.#more === 0) return [...this.#kept];
    const more = { vi: `… và ${this.#more} lỗi nữa`, en: `… and ${this.#more} more` };
    return [...this.#kept, { file: "", row: null, column: null, code: "more", ...more }];
  }
}
