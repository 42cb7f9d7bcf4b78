import { Resvg } from "@resvg/resvg-js";
import { type DrawingOptions, drawMap } from "#server/map-drawing/drawing.ts";
import type { MapContent } from "#server/map-drawing/features.ts";
import { INK } from "#server/map-drawing/colours.ts";
import { escapeMarkup, tag } from "#server/map-drawing/svg.ts";
import { FONT, FONT_FILES } from "./pdf-fonts.ts";

/** A map alone, or the card that a link is shown as elsewhere. */
export type Picture = {
  readonly ground: MapContent;
  readonly drawing: Omit<DrawingOptions, "font">;
  readonly widthPx: number;
  readonly card: PictureCard | null;
};

export type PictureCard = {
  readonly heightPx: number;
  readonly eyebrow: string;
  readonly name: string;
  readonly place: string;
  readonly lead: readonly { readonly label: string; readonly value: string; readonly about: string }[];
  readonly product: string;
  /** Said across the picture where data are made up. */
  readonly madeUp: string | null;
};

/** As PNG, with the installation's own letters. */
export const paintPicture = ({ ground, drawing, widthPx, card }: Picture): Uint8Array => {
  const map = drawMap(ground, { ...drawing, font: FONT });
  const svg = card === null ? map : cardSvg(map, drawing, widthPx, card);
  const options = {
    font: { fontFiles: [...FONT_FILES], loadSystemFonts: false, defaultFontFamily: FONT },
    fitTo: { mode: "width" as const, value: widthPx },
  };
  return new Uint8Array(new Resvg(svg, options).render().asPng());
};

const MARGIN = 48;
/** Of a bold letter in the mean, in parts of its size. */
const LETTER = 0.53;

/** Words broken into lines of at most `most` letters. */
const linesOf = (text: string, most: number): string[] =>
  text.split(" ").reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);

/** Words to the left, the map to the right of them. */
const cardSvg = (map: string, { frame }: Omit<DrawingOptions, "font">, width: number, card: PictureCard): string => {
  const height = card.heightPx;
  const mapWidth = (height * frame.widthMm) / frame.heightMm;
  const room = width - mapWidth - MARGIN * 1.5;
  const nameSize = card.name.length > 44 ? 38 : 46;
  const name = linesOf(card.name, Math.floor(room / (nameSize * LETTER))).slice(0, 4);
  const written: string[] = [];
  let y = card.madeUp === null ? MARGIN : MARGIN + 30;
  const write = (text: string, size: number, colour: string, isBold = false): void => {
    y += size * 1.18;
    const look = { x: MARGIN, y, "font-size": size, fill: colour, "font-weight": isBold ? "bold" : undefined };
    written.push(tag("text", look, escapeMarkup(text)));
  };
  write(card.eyebrow, 22, INK.second);
  y += 6;
  for (const line of name) write(line, nameSize, INK.text, true);
  y += 4;
  for (const line of linesOf(card.place, Math.floor(room / (24 * 0.47))).slice(0, 2)) write(line, 24, INK.second);
  for (const { label, value, about } of card.lead) {
    // The product's name stands at the foot.
    if (y > height - 190) break;
    y += 16;
    write(label, 20, INK.second);
    write(value, 38, INK.text, true);
    write(about, 18, INK.second);
  }
  const foot = { x: MARGIN, y: height - 28, "font-size": 20, fill: "#0b6e75", "font-weight": "bold" };
  const inner = map.replace(/^<svg /, `<svg x="${width - mapWidth}" y="0" width="${mapWidth}" height="${height}" `);
  const mark =
    card.madeUp === null
      ? ""
      : tag("rect", { x: 0, y: 0, width, height: 40, fill: INK.madeUp }) +
        tag(
          "text",
          { x: width / 2, y: 28, "font-size": 22, fill: "#ffffff", "text-anchor": "middle", "font-weight": "bold" },
          escapeMarkup(card.madeUp),
        );
  return tag(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, "font-family": FONT },
    [
      tag("rect", { width, height, fill: INK.paper }),
      ...written,
      tag("text", foot, escapeMarkup(card.product)),
      inner,
      mark,
    ].join(""),
  );
};
