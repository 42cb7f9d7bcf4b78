import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeightRule,
  type IParagraphOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import { unzipSync, zipSync } from "fflate";
import type {
  AdministrativeForm,
  Cell,
  DocumentContent,
  LetterDocument,
  Run,
  Table as ContentTable,
} from "./content.ts";
import {
  APPENDIX,
  blockText,
  citation,
  ILLUSTRATIVE_WORDS,
  INDENT_MM,
  MARGIN_MM,
  MOTTO,
  NATION,
  RECIPIENTS,
  recipientLine,
  roman,
  SIZE,
  SOURCES,
  tableTitle,
  withCitations,
} from "./form.ts";

/** Word measures in twentieths of a point, and letters in half points. */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const halfPoints = (points: number): number => Math.round(points * 2);
const A4 = { width: twips(210), height: twips(297) };
const MARGIN = {
  top: twips(MARGIN_MM.top),
  right: twips(MARGIN_MM.right),
  bottom: twips(MARGIN_MM.bottom),
  left: twips(MARGIN_MM.left),
};
const GREY = "555555";
const RED = "8A1C1C";
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
};

/** The administrative document form, to be filled in, edited and signed in a word processor. */
export const writeDocx = async (content: DocumentContent): Promise<Uint8Array> => {
  const { kind, about, isIllustrative, day } = content;
  const header = headerOf(isIllustrative);
  const body: ISectionOptions = {
    properties: { titlePage: true, page: { size: A4, margin: MARGIN } },
    headers: { default: header, first: isIllustrative ? headerOf(true, false) : new Header({ children: [] }) },
    children: bodyOf(content),
  };
  const appendix: ISectionOptions = {
    properties: {
      page: { size: { ...A4, orientation: PageOrientation.LANDSCAPE }, margin: MARGIN },
    },
    headers: { default: header },
    children: appendixOf(content),
  };
  return packed(`${kind} ${about}`, [body, appendix], day);
};

/** A letter in the same form, to be numbered, dated, edited and signed. */
export const writeLetterDocx = async (letter: LetterDocument): Promise<Uint8Array> => {
  const { subject, isIllustrative, day } = letter;
  const section: ISectionOptions = {
    properties: { titlePage: true, page: { size: A4, margin: MARGIN } },
    headers: {
      default: headerOf(isIllustrative),
      first: isIllustrative ? headerOf(true, false) : new Header({ children: [] }),
    },
    children: letterBody(letter),
  };
  return packed(subject, [section], day);
};

const packed = async (title: string, sections: readonly ISectionOptions[], day: string): Promise<Uint8Array> => {
  const file = await Packer.toBuffer(
    new Document({
      title,
      creator: "",
      lastModifiedBy: "",
      styles: {
        default: {
          document: {
            run: { font: "Times New Roman", size: halfPoints(SIZE.text), language: { value: "vi-VN" } },
          },
        },
      },
      sections: [...sections],
    }),
  );
  return datedOn(day, file);
};

/** The same content gives the same bytes: the file carries the day it tells of, not the moment it was made at. */
const datedOn = (day: string, file: Uint8Array): Uint8Array => {
  const entries = unzipSync(file);
  const CORE = "docProps/core.xml";
  const TYPES = "[Content_Types].xml";
  const core = new TextDecoder().decode(entries[CORE]).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, `${day}T00:00:00Z`);
  const { [TYPES]: types, ...others } = entries;
  // In local time, as the format has it, so that it is the same day wherever the server stands.
  return zipSync(
    { [TYPES]: types ?? new Uint8Array(), ...others, [CORE]: new TextEncoder().encode(core) },
    { mtime: new Date(1980, 0, 1) },
  );
};

const headerOf = (isIllustrative: boolean, isNumbered = true): Header =>
  new Header({
    children: [
      ...(isNumbered
        ? [
            new Paragraph({
              alignment: AlignmentType.CENTER,
              children: [new TextRun({ children: [PageNumber.CURRENT] })],
            }),
          ]
        : []),
      ...(isIllustrative
        ? [line(ILLUSTRATIVE_WORDS, { alignment: AlignmentType.CENTER }, { bold: true, color: RED, size: SIZE.table })]
        : []),
    ],
  });

type Look = { readonly bold?: boolean; readonly italics?: boolean; readonly size?: number; readonly color?: string };

const runOf = (text: string, { size = SIZE.text, ...look }: Look = {}): TextRun =>
  new TextRun({ text, size: halfPoints(size), ...look });

const line = (text: string, options: IParagraphOptions = {}, look: Look = {}): Paragraph =>
  new Paragraph({ ...options, children: [runOf(text, look)] });

const centred = (text: string, look: Look, before = 0): Paragraph =>
  line(text, { alignment: AlignmentType.CENTER, spacing: { before: before * 20 } }, look);

/** A short line under what stands above it, as long as the room less `inset` on either side. */
const rule = (insetMm: number): Paragraph =>
  new Paragraph({
    indent: { left: twips(insetMm), right: twips(insetMm) },
    spacing: { after: 80, line: 40, lineRule: "exact" },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: "000000", space: 1 } },
    children: [],
  });

const inline = (runs: readonly Run[], look: Look = {}): TextRun[] =>
  withCitations(runs).flatMap(({ text, notes, gap }) => [
    runOf(text, look),
    ...(notes.length > 0 ? [new TextRun({ text: citation(notes), superScript: true, color: GREY })] : []),
    ...(gap === "" ? [] : [runOf(gap, look)]),
  ]);

const paragraph = (runs: readonly Run[]): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(INDENT_MM) },
    spacing: { after: 120 },
    children: inline(runs),
  });

/** Two columns without lines; `widths` in per cent. */
const sideBySide = (
  left: readonly Paragraph[],
  right: readonly Paragraph[],
  widths: readonly [number, number],
): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: widths.map((width) => Math.round((bodyWidth() * width) / 100)),
    borders: NO_BORDERS,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          (children, side) =>
            new TableCell({
              width: { size: widths[side] ?? 50, type: WidthType.PERCENTAGE },
              margins: { left: 0, right: 0 },
              children: [...children],
            }),
        ),
      }),
    ],
  });

const bodyWidth = (): number => A4.width - MARGIN.left - MARGIN.right;

/** What every administrative document begins with; of a letter its subject stands under its number. */
const headOf = (form: AdministrativeForm, subject?: string): Table =>
  sideBySide(
    [
      centred(form.superiorAgency, { size: SIZE.head }),
      centred(form.agency, { size: SIZE.head, bold: true }),
      rule(22),
      centred(form.number, {}, 4),
      ...(subject === undefined ? [] : [centred(subject, { size: SIZE.head }, 4)]),
    ],
    [
      centred(NATION, { size: SIZE.head, bold: true }),
      centred(MOTTO, { bold: true }),
      rule(20),
      centred(form.placeAndDay, { italics: true }, 4),
    ],
    [38, 62],
  );

const addresseeOf = ({ addressee }: AdministrativeForm): Paragraph =>
  line(addressee, { alignment: AlignmentType.CENTER, spacing: { before: 200, after: 200 } });

const signaturesOf = (form: AdministrativeForm): Table =>
  sideBySide(
    [
      line(RECIPIENTS, {}, { bold: true, italics: true, size: SIZE.recipientsTitle }),
      ...form.recipients.map((one, at, all) =>
        line(recipientLine(one, at === all.length - 1), {}, { size: SIZE.recipients }),
      ),
    ],
    [centred(form.signatory, { bold: true }), centred(form.signatoryName, { bold: true }, 62)],
    [45, 55],
  );

const headingOf = (title: string): Paragraph =>
  line(
    title,
    { indent: { firstLine: twips(INDENT_MM) }, spacing: { before: 120, after: 60 }, keepNext: true },
    { bold: true },
  );

const words = (text: string): Paragraph => paragraph([{ kind: "text", text }]);

const bodyOf = ({ form, kind, about, opening, sections, closing }: DocumentContent): (Paragraph | Table)[] => [
  headOf(form),
  centred(kind, { bold: true, size: SIZE.kind }, 16),
  centred(about, { bold: true, size: SIZE.kind }),
  rule(60),
  addresseeOf(form),
  paragraph(opening),
  ...sections.flatMap(({ title, paragraphs }, index) => [
    headingOf(`${roman(index)}. ${title}`),
    ...paragraphs.map(paragraph),
  ]),
  words(closing),
  signaturesOf(form),
];

const letterBody = ({ form, subject, blocks }: LetterDocument): (Paragraph | Table)[] => [
  headOf(form, subject),
  addresseeOf(form),
  ...blocks.map(({ kind, text }) => (kind === "heading" ? headingOf(text) : words(blockText(kind, text)))),
  signaturesOf(form),
];

const appendixOf = ({ tables, sources }: DocumentContent): (Paragraph | Table)[] => [
  centred(APPENDIX, { bold: true, size: SIZE.kind }),
  ...tables.flatMap((table, index) => [
    line(tableTitle(index, table.title), { spacing: { before: 200, after: 80 }, keepNext: true }, { bold: true }),
    tableOf(table),
    ...table.notes.map(
      (runs) => new Paragraph({ spacing: { before: 60 }, children: inline(runs, { italics: true, size: SIZE.table }) }),
    ),
  ]),
  line(SOURCES, { spacing: { before: 280, after: 80 }, keepNext: true }, { bold: true }),
  ...sources.map(({ number, text }) =>
    line(`${citation([number])} ${text}`, { spacing: { after: 40 } }, { size: SIZE.sources }),
  ),
];

const ALIGNMENT = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER } as const;

const tableOf = ({ columns, rows }: ContentTable): Table => {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const room = A4.height - MARGIN.left - MARGIN.right;
  const widths = columns.map(({ width }) => Math.round((room * width) / whole));
  const cell = (column: number, children: readonly Paragraph[], isHead = false) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      margins: { left: 60, right: 60, top: 20, bottom: 20 },
      verticalAlign: isHead ? VerticalAlign.CENTER : VerticalAlign.TOP,
      ...(isHead && { shading: { fill: "E7EDF3" } }),
      children: [...children],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: room, type: WidthType.DXA },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        height: { value: 400, rule: HeightRule.ATLEAST },
        children: columns.map(({ title }, column) =>
          cell(column, [centred(title, { bold: true, size: SIZE.table })], true),
        ),
      }),
      ...rows.map(
        ({ cells, isTotal = false }) =>
          new TableRow({
            cantSplit: true,
            children: cells.map((one, column) =>
              cell(column, cellLines(one, ALIGNMENT[columns[column]?.align ?? "left"], isTotal)),
            ),
          }),
      ),
    ],
  });
};

const cellLines = (
  cell: Cell,
  alignment: (typeof ALIGNMENT)[keyof typeof ALIGNMENT],
  isTotal: boolean,
): Paragraph[] => {
  const size = SIZE.table;
  if (cell.kind === "absent") return [line(cell.text, { alignment }, { size, italics: true, color: GREY })];
  if (cell.kind === "computed" || cell.kind === "entered")
    return [line(cell.text, { alignment }, { size, bold: isTotal })];
  if (cell.kind === "text") {
    const { text, indent = 0, isBold = false } = cell;
    return [line(text, { alignment, indent: { left: twips(indent * 3) } }, { size, bold: isBold || isTotal })];
  }
  return [
    new Paragraph({
      alignment,
      children: [
        runOf(cell.text, { size, bold: isTotal }),
        ...(cell.notes.length > 0
          ? [new TextRun({ text: citation(cell.notes), superScript: true, color: GREY, size: halfPoints(size) })]
          : []),
      ],
    }),
    line(cell.period, { alignment }, { size: size - 1.5, color: GREY }),
  ];
};
