import type { Messages } from "#client/messages/vi.ts";
import { capitalise, figureParts, formatPeriod } from "#client/format.ts";
import type { Figure } from "#contracts/figures.ts";
import { shareWords } from "./share-words.ts";

type Names = {
  readonly measure: (figure: Figure) => string;
  readonly source: (id: string) => string;
};

/** The figures of a card as rows of text, the first with the names of the columns. */
export const figureRows = (
  figures: readonly Figure[],
  names: Names,
  text: Messages,
): readonly (readonly string[])[] => {
  const words = shareWords(text.language);
  return [
    [words.measure, words.value, words.unit, words.period, words.method, words.source],
    ...figures.map((figure) => {
      const { qualifier, number, unit } = figureParts(figure, text);
      return [
        capitalise(names.measure(figure)),
        [qualifier, number].filter(Boolean).join(" "),
        unit,
        formatPeriod(figure.period, text),
        text.method[figure.method],
        figure.source ? names.source(figure.source.id) : "",
      ];
    }),
  ];
};

/** What would end a cell or a row is a space; a formula of a spreadsheet is text. */
const cell = (value: string): string => value.replaceAll(/[\t\r\n]+/g, " ").replace(/^(?=[=+@])/, "'");

export const asTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cell).join("\t")).join("\n");

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const asText = (value: string): string => value.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? "");

export const asHtmlTable = (caption: string, [head = [], ...rows]: readonly (readonly string[])[]): string => {
  const line = (row: readonly string[], tag: "th" | "td") =>
    `<tr>${row.map((value) => `<${tag}>${asText(value)}</${tag}>`).join("")}</tr>`;
  return `<table><caption>${asText(caption)}</caption><thead>${line(head, "th")}</thead><tbody>${rows.map((row) => line(row, "td")).join("")}</tbody></table>`;
};
