import { IMPORT_FIELDS } from "#contracts/land-import.ts";
import { LOT_USES } from "#contracts/land-lots.ts";
import { type CellContent, readNumber } from "#contracts/read-cell.ts";
import { searchKey } from "#contracts/search-key.ts";
import type { Text } from "#server/problems.ts";

export type Field = (typeof IMPORT_FIELDS)[number];
export type LotUse = (typeof LOT_USES)[number];
export type Columns = Readonly<Record<Field, string | null>>;
export type CellFault = {
  readonly field: Field | "geometry" | null;
  readonly message: Text;
  readonly options: readonly (number | string)[];
};

/** What columns are called in files of offices, surveyors and programs, folded. The earlier the likelier. */
const HEADS: Readonly<Record<Field, readonly RegExp[]>> = {
  code: [
    /^(ma|so hieu|ky hieu|ten|so) (lo|thua)( dat)?$/,
    /^(ma lo|malo|lo|lo dat|code|lot|lot code|lot no|lot id|so lo|kyhieu|ky hieu)$/,
    /^(name|ten|ma|text|id)$/,
  ],
  statedAreaHa: [
    /^(dien tich|dt|area)( lo| dat| neu| theo quyet dinh| stated)?( ha| m2| m)?$/,
    /^(stated area ha|statedareaha|dientich|area ha|dt ha|shape area)$/,
    /dien tich/,
  ],
  use: [
    /^(muc dich|loai dat|chuc nang|use|land use|landuse|mucdich|loaidat|su dung)( su dung)?( dat)?$/,
    /^(layer|loai)$/,
  ],
  note: [/^(ghi chu|note|notes|remark|ghichu|description|mo ta)$/],
};

const keyOf = (head: string): string => searchKey(head.normalize("NFKC").replaceAll(/[_()[\].,]/g, " "));

/** A column for each field by its name; the same column never twice. */
export const proposeColumns = (fields: readonly string[], said: Partial<Columns> = {}): Columns => {
  const taken = new Set(Object.values(said).filter((name) => name !== null));
  const proposed: Record<string, string | null> = {};
  for (const field of IMPORT_FIELDS) {
    const own = said[field];
    if (own !== undefined) {
      proposed[field] = own !== null && fields.includes(own) ? own : null;
      continue;
    }
    const found = HEADS[field]
      .flatMap((pattern) => fields.filter((name) => !taken.has(name) && pattern.test(keyOf(name))))
      .at(0);
    proposed[field] = found ?? null;
    if (found !== undefined) taken.add(found);
  }
  return proposed as Columns;
};

const SQUARE_METRES = /(^|[^a-z])(m2|m²)|shape.?area/i;
const isBlank = (content: CellContent): boolean =>
  content === null || content === undefined || String(content).trim() === "";
const textOf = (content: CellContent): string =>
  isBlank(content) ? "" : String(content).normalize("NFC").replaceAll(/\s+/g, " ").trim();

type Outcome<T> = { readonly value: T | null } | { readonly fault: CellFault };
const told = (
  field: Field,
  vi: string,
  en: string,
  options: readonly (number | string)[] = [],
): { fault: CellFault } => ({
  fault: { field, message: { vi, en }, options },
});

export const readCode = (content: CellContent): Outcome<string> => {
  const code = textOf(content);
  if (code === "") return told("code", "thiếu mã lô", "the code of the lot is missing");
  return code.length > 40
    ? told("code", "mã lô dài hơn 40 ký tự", "the code is longer than 40 characters")
    : { value: code };
};

const vietnamese = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 6 });
const roundHa = (ha: number): number => Math.round(ha * 10_000) / 10_000;

/** Hectares; a column in square metres is counted over. `answer` is what somebody said an ambiguous cell means. */
export const readArea = (content: CellContent, head: string, answer: number | string | undefined): Outcome<number> => {
  const scale = SQUARE_METRES.test(head) ? 1 / 10_000 : 1;
  const read = typeof answer === "number" ? ({ kind: "value", value: answer / scale } as const) : readNumber(content);
  if (read.kind === "empty") return { value: null };
  if (read.kind === "unreadable")
    return told(
      "statedAreaHa",
      `“${textOf(content).slice(0, 40)}” không phải số héc-ta`,
      `“${textOf(content).slice(0, 40)}” is no number of hectares`,
    );
  const values = (read.kind === "value" ? [read.value] : read.options).map((value) => roundHa(value * scale));
  const usable = values.filter((ha) => ha > 0 && ha < 10_000);
  const [first, second] = usable;
  if (first === undefined)
    return told(
      "statedAreaHa",
      "diện tích phải lớn hơn 0 và nhỏ hơn 10.000 ha",
      "the area must be above 0 and below 10,000 ha",
    );
  if (second === undefined) return { value: first };
  return told(
    "statedAreaHa",
    `“${textOf(content)}” đọc được hai cách: ${vietnamese.format(first)} hay ${vietnamese.format(second)} ha?`,
    `“${textOf(content)}” can be read in two ways: ${first} or ${second} ha?`,
    usable,
  );
};

/** What a use is called, folded; also names of layers of drawings. */
const USE_WORDS: readonly (readonly [LotUse, RegExp])[] = [
  ["technical", /^(dat )?(technical|htkt|kt|(cong trinh )?(ha tang )?ky thuat|dau moi.*|cong trinh dau moi.*)$/],
  ["road", /^(dat )?(road|roads|giao thong|gt|duong|duong giao thong)$/],
  ["green", /^(dat )?(green|cay xanh|cx|cay xanh mat nuoc|mat nuoc)$/],
  ["service", /^(dat )?(service|services|dich vu|dv|tmdv|thuong mai dich vu|hanh chinh dich vu)$/],
  [
    "industrial",
    /^(dat )?(industrial|industry|cong nghiep|cn|san xuat|nha may|nha may xi nghiep|xi nghiep|xay dung nha may)$/,
  ],
];

export const readUse = (content: CellContent): Outcome<LotUse> => {
  const text = textOf(content);
  if (text === "") return { value: null };
  const key = keyOf(text);
  const found = LOT_USES.find((use) => use === text) ?? USE_WORDS.find(([, pattern]) => pattern.test(key))?.[0];
  return found
    ? { value: found }
    : told(
        "use",
        `“${text.slice(0, 40)}” không phải mục đích đã biết: công nghiệp, dịch vụ, cây xanh, giao thông, kỹ thuật`,
        `“${text.slice(0, 40)}” is no known use: industrial, service, green, road, technical`,
        LOT_USES,
      );
};

export const readNote = (content: CellContent): Outcome<string> => {
  const text = textOf(content);
  if (text.length > 2000)
    return told("note", "ghi chú dài hơn 2.000 ký tự", "the note is longer than 2,000 characters");
  return { value: text === "" ? null : text };
};
