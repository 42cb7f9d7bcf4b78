import pdfmake from "pdfmake";
import type { Content, TableCell, TDocumentDefinitions } from "pdfmake/interfaces";
import type { AdministrativeForm, Cell, DocumentContent, LetterDocument, Run, Table } from "./content.ts";
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
import { FONT, mm, prepareFonts } from "./pdf-fonts.ts";

const MARGINS: [number, number, number, number] = [
  mm(MARGIN_MM.left),
  mm(MARGIN_MM.top),
  mm(MARGIN_MM.right),
  mm(MARGIN_MM.bottom),
];
const GREY = "#555555";
const RULE = { hLineWidth: () => 0.5, vLineWidth: () => 0.5 };

/** The administrative document form, with text that can be searched and copied. */
export const writePdf = async (content: DocumentContent): Promise<Uint8Array> => {
  prepareFonts();
  return pdfmake.createPdf(definitionOf(content)).getBuffer();
};

/** A letter in the same form. */
export const writeLetterPdf = async (letter: LetterDocument): Promise<Uint8Array> => {
  prepareFonts();
  const { form, subject, blocks } = letter;
  const content = [
    head(form, subject),
    addressee(form),
    ...blocks.map(({ kind, text }) => (kind === "heading" ? heading(text) : words(blockText(kind, text)))),
    signatures(form),
  ];
  return pdfmake.createPdf({ ...frameOf(subject, letter), content }).getBuffer();
};

/** What is the same on every page, and what the file says of itself. */
const frameOf = (
  title: string,
  { isIllustrative, day }: Pick<DocumentContent, "isIllustrative" | "day">,
): Omit<TDocumentDefinitions, "content"> => {
  const at = new Date(`${day}T00:00:00Z`);
  return {
    pageSize: "A4",
    pageMargins: MARGINS,
    version: "1.7",
    language: "vi-VN",
    displayTitle: true,
    info: { title, creationDate: at, modDate: at },
    defaultStyle: { font: FONT, fontSize: SIZE.text, lineHeight: 1.15 },
    header: (page: number) => [
      { text: page === 1 ? " " : String(page), alignment: "center", fontSize: SIZE.text, margin: [0, mm(8), 0, 0] },
      ...(isIllustrative
        ? [
            {
              text: ILLUSTRATIVE_WORDS,
              alignment: "center" as const,
              fontSize: SIZE.table,
              bold: true,
              color: "#8a1c1c",
            },
          ]
        : []),
    ],
    ...(isIllustrative && { watermark: { text: "MINH HỌA", color: "#8a1c1c", opacity: 0.1, bold: true, angle: -40 } }),
  };
};

const definitionOf = (content: DocumentContent): TDocumentDefinitions => {
  const { kind, about, form } = content;
  return {
    ...frameOf(`${kind} ${about}`, content),
    content: [
      head(form),
      { text: kind, bold: true, fontSize: SIZE.kind, alignment: "center", margin: [0, 16, 0, 0] },
      { text: about, bold: true, fontSize: SIZE.kind, alignment: "center" },
      rule(120, 4),
      addressee(form),
      paragraph(content.opening),
      ...content.sections.flatMap(({ title, paragraphs }, index) => [
        heading(`${roman(index)}. ${title}`),
        ...paragraphs.map(paragraph),
      ]),
      words(content.closing),
      signatures(form),
      ...content.tables.map((table, index) => tableOf(table, index)),
      { text: SOURCES, bold: true, margin: [0, 14, 0, 4] },
      ...content.sources.map(({ number, text }): Content => ({
        id: `source-${number}`,
        text: `${citation([number])} ${text}`,
        fontSize: SIZE.sources,
        margin: [0, 0, 0, 2],
      })),
    ],
  };
};

const addressee = (form: AdministrativeForm): Content => ({
  text: form.addressee,
  alignment: "center",
  margin: [0, 12, 0, 10],
});

const heading = (title: string): Content => ({ text: title, bold: true, margin: [mm(INDENT_MM), 6, 0, 3] });

const words = (text: string): Content => paragraph([{ kind: "text", text }]);

const rule = (width: number, above = 0): Content => ({
  canvas: [{ type: "line", x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.7 }],
  alignment: "center",
  margin: [0, above, 0, 0],
});

const centred = (text: string, fontSize: number, more: { bold?: boolean; italics?: boolean } = {}): Content => ({
  text,
  fontSize,
  alignment: "center",
  lineHeight: 1.1,
  ...more,
});

const lower = (content: Content): Content => ({ ...(content as object), margin: [0, 8, 0, 0] }) as Content;

const head = (form: AdministrativeForm, subject?: string): Content => ({
  columns: [
    {
      width: "40%",
      stack: [
        centred(form.superiorAgency, SIZE.head),
        centred(form.agency, SIZE.head, { bold: true }),
        rule(60, 1),
        lower(centred(form.number, SIZE.text)),
        ...(subject === undefined ? [] : [lower(centred(subject, SIZE.head))]),
      ],
    },
    {
      width: "60%",
      stack: [
        centred(NATION, SIZE.head, { bold: true }),
        centred(MOTTO, SIZE.text, { bold: true }),
        rule(160, 1),
        lower(centred(form.placeAndDay, SIZE.text, { italics: true })),
      ],
    },
  ],
});

/** Numbers of sources are small and lead to the source. */
const reference = (notes: readonly number[], after: string): Content =>
  ({ text: citation(notes) + after, sup: true, color: GREY, linkToDestination: `source-${notes[0]}` }) as Content;

/**
 * Justified lines are spaced between pieces of text even where these touch, so that words, numbers and the punctuation behind
 * them stay one piece, and what a source's number is followed by comes before it.
 */
const inline = (runs: readonly Run[]): Content[] =>
  withCitations(runs).map(({ text, notes, gap }) =>
    notes.length === 0 ? { text } : { text: [{ text }, reference(notes, gap)] },
  );

const paragraph = (runs: readonly Run[]): Content => ({
  text: inline(runs),
  alignment: "justify",
  leadingIndent: mm(INDENT_MM),
  margin: [0, 0, 0, 6],
});

const signatures = (form: AdministrativeForm): Content => ({
  unbreakable: true,
  margin: [0, 10, 0, 0],
  columns: [
    {
      width: "45%",
      stack: [
        { text: RECIPIENTS, bold: true, italics: true, fontSize: SIZE.recipientsTitle },
        ...form.recipients.map((one, at, all): Content => ({
          text: recipientLine(one, at === all.length - 1),
          fontSize: SIZE.recipients,
        })),
      ],
    },
    {
      width: "55%",
      stack: [
        { text: form.signatory, bold: true, alignment: "center" },
        { text: form.signatoryName, bold: true, alignment: "center", margin: [0, 62, 0, 0] },
      ],
    },
  ],
});

const tableOf = ({ title, columns, rows, notes }: Table, index: number): Content => ({
  ...(index === 0 ? { pageBreak: "before" as const, pageOrientation: "landscape" as const } : {}),
  stack: [
    ...(index === 0 ? [{ text: APPENDIX, bold: true, alignment: "center" as const, fontSize: SIZE.kind }] : []),
    { text: tableTitle(index, title), bold: true, margin: [0, 10, 0, 4], headlineLevel: 1 },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: widthsOf(columns),
        body: [
          columns.map((column) => ({ text: column.title, bold: true, alignment: "center", fillColor: "#e7edf3" })),
          ...rows.map(({ cells, isTotal = false }) =>
            cells.map((cell, column) => tableCell(cell, columns[column]?.align ?? "left", isTotal)),
          ),
        ],
      },
      layout: RULE,
      fontSize: SIZE.table,
    },
    ...notes.map((runs): Content => ({
      text: inline(runs),
      italics: true,
      fontSize: SIZE.table,
      margin: [0, 3, 0, 0],
    })),
  ],
});

const widthsOf = (columns: Table["columns"]): string[] => {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map(({ width }) => `${(width / whole) * 100}%`);
};

const tableCell = (cell: Cell, align: "left" | "right" | "center", isTotal: boolean): TableCell => {
  if (cell.kind === "absent") return { text: cell.text, italics: true, color: GREY, alignment: align };
  if (cell.kind === "computed" || cell.kind === "entered") return { text: cell.text, alignment: align, bold: isTotal };
  if (cell.kind === "text") {
    const { text, indent = 0, isBold = false } = cell;
    return { text, alignment: align, bold: isBold || isTotal, margin: [indent * 8, 0, 0, 0] };
  }
  return {
    alignment: align,
    text: [
      { text: cell.text, bold: isTotal },
      ...(cell.notes.length > 0 ? [reference(cell.notes, "")] : []),
      { text: `\n${cell.period}`, color: GREY, fontSize: SIZE.table - 1.5 },
    ],
  };
};
