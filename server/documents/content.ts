import type { Figure } from "#contracts/figures.ts";

/**
 * What a document says, apart from how a file format lays it out: the writers (pdf.ts, docx.ts, xlsx.ts) read this and nothing
 * else. Every number is bound to a figure or to what was entered in a report, or computed from cells that are.
 */
export type DocumentContent = {
  readonly form: AdministrativeForm;
  /** Name of the kind and the summary: `BÁO CÁO` and what it is about. */
  readonly kind: string;
  readonly about: string;
  /** The data are made up in part: said on every page and sheet. */
  readonly isIllustrative: boolean;
  readonly opening: readonly Run[];
  readonly sections: readonly DocumentSection[];
  readonly closing: string;
  readonly tables: readonly Table[];
  /** In the order of their numbers, from 1. */
  readonly sources: readonly DocumentSource[];
  /** Every figure there is about the subjects, for the sheet that the tables' cells point to; null where all was entered. */
  readonly register: readonly RegisterEntry[] | null;
  /** Day of the newest figure, `YYYY-MM-DD`: the file's own date, so that the same content is the same bytes. */
  readonly day: string;
};

/** Parts of an administrative document that the office fills in are dots. */
export type AdministrativeForm = {
  readonly superiorAgency: string;
  readonly agency: string;
  readonly number: string;
  readonly placeAndDay: string;
  readonly addressee: string;
  readonly recipients: readonly string[];
  readonly signatory: string;
  readonly signatoryName: string;
};

export type DocumentSection = { readonly title: string; readonly paragraphs: readonly (readonly Run[])[] };

/** A number stands with the numbers of its sources. */
export type Run =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "number";
      readonly text: string;
      /** Id of a figure, or what of a report it is, such as `report/12/jobs`. */
      readonly boundTo: string;
      readonly notes: readonly number[];
    }
  /** Where words before it come from. */
  | { readonly kind: "sources"; readonly notes: readonly number[] };

export type DocumentSource = { readonly number: number; readonly id: string; readonly text: string };

export type RegisterEntry = {
  readonly figure: Figure;
  readonly subject: string;
  readonly metric: string;
  readonly period: string;
  readonly method: string;
  readonly notes: readonly number[];
};

/** Row and column of a cell of the same table, from 0, without its head. */
export type CellPlace = readonly [row: number, column: number];

export type Cell =
  | { readonly kind: "text"; readonly text: string; readonly indent?: number; readonly isBold?: boolean }
  /** No source tells; said in words. */
  | { readonly kind: "absent"; readonly text: string }
  | {
      readonly kind: "number";
      readonly figure: Figure;
      readonly text: string;
      /** When it was so. */
      readonly period: string;
      readonly notes: readonly number[];
      /** Cells that add up to this figure. */
      readonly sumOf?: readonly CellPlace[];
    }
  /** As it was entered in the report that the document is of. */
  | { readonly kind: "entered"; readonly value: number; readonly text: string; readonly decimals: number }
  /** Computed anew from printed figures, to stand beside them. */
  | {
      readonly kind: "computed";
      readonly value: number;
      readonly text: string;
      readonly decimals: number;
      readonly isShare: boolean;
      readonly formula: { readonly op: "sum" | "divide" | "subtract"; readonly of: readonly CellPlace[] };
    };

export type Column = {
  readonly title: string;
  /** Parts of the table's width. */
  readonly width: number;
  readonly align: "left" | "right" | "center";
};

export type Table = {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly isTotal?: boolean }[];
  readonly notes: readonly (readonly Run[])[];
};

/** A letter of the office, as drafted: its subject stands under its number, and nothing is appended to it. */
export type LetterDocument = {
  readonly form: AdministrativeForm;
  /** `V/v …` */
  readonly subject: string;
  readonly isIllustrative: boolean;
  readonly blocks: readonly { readonly kind: "heading" | "paragraph" | "item"; readonly text: string }[];
  /** The file's own date, as of other documents. */
  readonly day: string;
};
