import pdfmake from "pdfmake";
import type { Content, TableCell, TDocumentDefinitions } from "pdfmake/interfaces";
import type { Language } from "#contracts/units.ts";
import { INK } from "#server/map-drawing/colours.ts";
import { drawMap } from "#server/map-drawing/drawing.ts";
import { citation } from "./form.ts";
import { FONT, mm, prepareFonts } from "./pdf-fonts.ts";
import { qrSvg } from "./qr.ts";
import type { Lead, Sheet, SheetBook, SheetContents, SheetRow, SheetSection } from "./sheet-content.ts";
import { SHEET_MARGIN_MM, SHEET_WORDS } from "./sheet-words.ts";

const GREY = INK.second;
const LINE = "#d5d0c4";
const TINT = "#eef3f4";
const BODY = 9.5;
const SMALL = 8;
const QR_MM = 24;

/** Horizontal rules only: what belongs together is read along the line. */
const RULED = {
  hLineWidth: (line: number) => (line === 0 ? 0 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => LINE,
  paddingLeft: () => 0,
  paddingRight: () => 6,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

/**
 * Sheets as one PDF whose text can be searched; maps are drawn as lines, at their scale.
 * @param progress is told the share that is done, from 0 to 1
 */
export const writeSheets = async (book: SheetBook, progress: (share: number) => void): Promise<Uint8Array> => {
  prepareFonts();
  const tell = rising(progress);
  // Maps take a sixth of the time, laying out most of it.
  const content = [
    ...book.contents.map((contents, index) => contentsOf(contents, index)),
    ...book.sheets.map((sheet, index) => {
      tell((0.15 * index) / book.sheets.length);
      return sheetOf(sheet, book, index > 0 || book.contents.length > 0);
    }),
  ];
  const pagesExpected = book.sheets.length * 2 + book.contents.length * 4;
  const definition = frameOf(book, (page) => tell(0.15 + Math.min(page / pagesExpected, 1) * 0.55));
  pdfmake.setProgressCallback((share) => tell(0.7 + share * 0.3));
  return pdfmake.createPdf({ ...definition, content }).getBuffer();
};

const rising = (progress: (share: number) => void): ((share: number) => void) => {
  let told = 0;
  return (share) => {
    if (share < told + 0.01) return;
    told = share;
    progress(share);
  };
};

const frameOf = (book: SheetBook, onPage: (page: number) => void): Omit<TDocumentDefinitions, "content"> => {
  const at = new Date(`${book.day}T00:00:00Z`);
  const { language, foot } = book.sheets[0] ?? { language: "vi" as const, foot: "" };
  const languages = [...new Set(book.sheets.map((sheet) => sheet.language))];
  const madeUp = (word: "madeUpPage" | "madeUpMark") => languages.map((one) => SHEET_WORDS[one][word]).join(" · ");
  return {
    pageSize: "A4",
    pageMargins: [mm(SHEET_MARGIN_MM), mm(14), mm(SHEET_MARGIN_MM), mm(16)],
    version: "1.7",
    language: language === "vi" ? "vi-VN" : "en-GB",
    displayTitle: true,
    info: { title: book.title, creationDate: at, modDate: at },
    defaultStyle: { font: FONT, fontSize: BODY, lineHeight: 1.12, color: INK.text },
    background: (page: number) => {
      onPage(page);
      return "";
    },
    header: () =>
      book.isIllustrative
        ? {
            text: madeUp("madeUpPage"),
            alignment: "center",
            bold: true,
            color: INK.madeUp,
            fontSize: SMALL,
            margin: [0, mm(6), 0, 0],
          }
        : "",
    footer: (page: number, pages: number) => ({
      margin: [mm(SHEET_MARGIN_MM), mm(4), mm(SHEET_MARGIN_MM), 0],
      fontSize: 7.5,
      color: GREY,
      columns: [
        { text: foot, width: "*" },
        { text: `${page} / ${pages}`, width: "auto", alignment: "right" },
      ],
    }),
    ...(book.isIllustrative && {
      watermark: { text: madeUp("madeUpMark"), color: INK.madeUp, opacity: 0.1, bold: true, angle: -40 },
    }),
  };
};

const contentsOf = ({ language, title, about }: SheetContents, index: number): Content => ({
  ...(index > 0 && { pageBreak: "before" as const }),
  stack: [
    { text: title, fontSize: 22, bold: true, margin: [0, mm(4), 0, 6] },
    ...about.map((text): Content => ({ text, color: GREY, margin: [0, 0, 0, 3] })),
    {
      toc: {
        id: language,
        title: { text: SHEET_WORDS[language].contents, bold: true, fontSize: 12, margin: [0, 10, 0, 4] },
      },
    } as Content,
  ],
});

const sheetOf = (sheet: Sheet, book: SheetBook, isOnNewPage: boolean): Content => ({
  ...(isOnNewPage && { pageBreak: "before" as const }),
  stack: [
    headOf(sheet, book.contents.length > 0),
    ...sheet.warnings.map(warning),
    leadOf(sheet.lead),
    mapsOf(sheet, book),
    { text: sheet.mapNote, fontSize: 7.5, color: GREY, margin: [0, 2, 0, 2] },
    ...sheet.sections.map((section) => sectionOf(section, sheet.language)),
    ...(sheet.sources.length === 0
      ? []
      : [
          heading(sheet.sourcesTitle),
          ...sheet.sources.map((text, at): Content => ({
            text: `${citation([at + 1])} ${text}`,
            fontSize: SMALL,
            margin: [0, 0, 0, 1.5],
          })),
        ]),
  ],
});

const headOf = ({ eyebrow, name, otherName, place, contact, link, language }: Sheet, isListed: boolean): Content => ({
  columns: [
    {
      width: "*",
      stack: [
        { text: eyebrow, fontSize: SMALL + 0.5, color: GREY },
        {
          text: name,
          fontSize: 19,
          bold: true,
          lineHeight: 1.05,
          ...(isListed && { tocItem: [language], tocMargin: [0, 1, 0, 0] }),
        } as Content,
        { text: otherName, italics: true, color: GREY },
        { text: place, margin: [0, 3, 0, 0] },
        { text: [{ text: `${contact.label}: `, bold: true }, contact.text], margin: [0, 2, 0, 0] },
      ],
    },
    {
      width: mm(QR_MM + 8),
      stack: [
        { svg: qrSvg(link.url), width: mm(QR_MM), alignment: "right", link: link.url } as Content,
        { text: link.words, fontSize: 7, color: GREY, alignment: "right", link: link.url, margin: [0, 1, 0, 0] },
      ],
    },
  ],
});

const warning = (text: string): Content => ({
  text,
  bold: true,
  color: INK.madeUp,
  margin: [0, 4, 0, 0],
});

const leadOf = (lead: readonly Lead[]): Content =>
  lead.length === 0
    ? ""
    : {
        margin: [0, 6, 0, 6],
        table: {
          widths: lead.map(() => "*"),
          body: [
            lead.map(({ label, value, absent, about }): TableCell => ({
              fillColor: TINT,
              stack: [
                { text: label, fontSize: SMALL, color: GREY },
                value === null
                  ? { text: absent, italics: true, color: GREY, margin: [0, 2, 0, 2] }
                  : { text: value, fontSize: 15, bold: true, lineHeight: 1.05 },
                { text: about, fontSize: 7.5, color: GREY },
              ],
            })),
          ],
        },
        layout: {
          hLineWidth: () => 0,
          vLineWidth: () => 4,
          vLineColor: () => "#ffffff",
          paddingTop: () => 5,
          paddingBottom: () => 4,
          paddingLeft: () => 6,
          paddingRight: () => 4,
        },
      };

const mapsOf = ({ maps }: Sheet, { ground }: SheetBook): Content => ({
  columnGap: mm(4),
  columns: maps.map(({ caption, drawing }) => {
    const width = mm(drawing.frame.widthMm);
    return {
      width,
      stack: [
        { svg: drawMap(ground, { ...drawing, font: FONT }), width },
        { text: caption, fontSize: SMALL, margin: [0, 2, 0, 0] as [number, number, number, number] },
      ],
    };
  }),
});

const heading = (title: string): Content => ({ text: title, bold: true, fontSize: 11, margin: [0, 8, 0, 2] });

const cited = (text: string, notes: readonly number[]): string =>
  notes.length === 0 ? text : `${text} ${citation(notes)}`;

/** Title and note are a row of the table, so that they never stand alone at the foot of a page, and stand again on the next. */
const titleRow = ({ title, note }: SheetSection, columns: number): TableCell[] => [
  {
    colSpan: columns,
    stack: [heading(title), ...(note === "" ? [] : [{ text: note, fontSize: SMALL, color: GREY }])],
  },
  ...Array.from({ length: columns - 1 }, () => ({})),
];

const sectionOf = (section: SheetSection, language: Language): Content =>
  section.kind === "rows"
    ? rowsOf(section, section.rows, language)
    : {
        table: {
          headerRows: 1,
          keepWithHeaderRows: 1,
          widths: ["22%", "*", "17%"],
          dontBreakRows: true,
          body: [
            titleRow(section, 3),
            ...section.items.map(({ label, text, period, notes }) => [
              { text: label, color: GREY },
              { text: cited(text, notes) },
              { text: period, color: GREY, alignment: "right" as const },
            ]),
          ],
        },
        layout: RULED,
      };

const rowsOf = (section: SheetSection, rows: readonly SheetRow[], language: Language): Content => {
  const words = SHEET_WORDS[language];
  const head = (text: string, alignment: "left" | "right" = "left") => ({
    text,
    fontSize: SMALL,
    color: GREY,
    alignment,
  });
  return {
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: ["42%", "22%", "16%", "12%", "8%"],
      body: [
        titleRow(section, 5),
        [
          head(words.measure),
          head(words.value, "right"),
          head(words.when),
          head(words.how),
          head(words.source, "right"),
        ],
        ...rows.map(({ label, value, period, method, notes }) => [
          { text: label },
          { text: value, bold: true, alignment: "right" as const },
          { text: period, color: GREY },
          { text: method, color: GREY },
          { text: citation(notes), color: GREY, alignment: "right" as const },
        ]),
      ],
    },
    layout: RULED,
  };
};
