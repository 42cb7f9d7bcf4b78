import type { Point } from "./frame.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in SVG and HTML, between tags and in quoted attributes. */
export const escapeMarkup = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? "");

/** A hundredth of a millimetre is finer than any printer. */
export const trim = (value: number): string => String(Math.round(value * 100) / 100 + 0);

type Attributes = Readonly<Record<string, string | number | undefined>>;

export const tag = (name: string, attributes: Attributes, inside = ""): string => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? trim(value) : escapeMarkup(String(value))}"`)
    .join("");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
};

export const pathOf = (points: readonly Point[], isClosed: boolean): string =>
  points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${trim(x)} ${trim(y)}`).join("") + (isClosed ? "Z" : "");
