import type { Asked, Link } from "./asked.ts";

/** Text that is markup already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (value: unknown): string => {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map((part) => escaped(part)).join("");
  if (value === null || value === undefined || value === false) return "";
  return (value as string | number | boolean).toString().replaceAll(/[&<>"']/g, (character) => ESCAPES[character]!);
};

/** Markup with values put in; whatever is not markup itself is escaped. */
export const html = (parts: TemplateStringsArray, ...values: readonly unknown[]): Html =>
  new Html(parts.map((part, n) => (n === 0 ? part : `${escaped(values[n - 1])}${part}`)).join(""));

type Page = {
  readonly title: string;
  /** From the first page to this one: address and words. */
  readonly trail: readonly (readonly [href: string, words: string])[];
  readonly links: readonly Link[];
  readonly path: string;
  readonly body: Html;
};

/** A whole page that needs nothing but one style sheet of this server. */
export const htmlPage = (asked: Asked, { title, trail, links, path, body }: Page): string => {
  const json = links.find(({ rel, type }) => (rel === "alternate" || rel === "self") && type !== "text/html");
  const otherLanguage = asked.language === "vi" ? "en" : "vi";
  return html`<!doctype html>
    <html lang="${asked.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/ogc/style.css" />
        <link rel="icon" href="/icon.svg" />
        ${links.map(({ rel, href, type }) => html`<link rel="${rel}" href="${href}" ${type ? html` type="${type}"` : ""} /> `)}
      </head>
      <body>
        <header>
          <nav aria-label="${asked.say({ vi: "Đường dẫn", en: "Breadcrumb" })}">
            ${trail.map(([href, words]) => html`<a href="${href}">${words}</a> › `)}<span aria-current="page"
              >${title}</span
            >
          </nav>
          <p>
            <a href="/">${asked.say({ vi: "Bản đồ", en: "Map" })}</a
            >${json ? html` <a href="${json.href}">JSON</a>` : ""}
            <a href="${asked.same(path, { lang: otherLanguage })}" hreflang="${otherLanguage}" lang="${otherLanguage}"
              >${otherLanguage === "vi" ? "Tiếng Việt" : "English"}</a
            >
          </p>
        </header>
        <main>
          <h1>${title}</h1>
          ${asked.query["data"] === "illustrative" ? html`<p class="made-up">${asked.say({ vi: "Có cả dữ liệu minh họa, không phải số thật: xem cột data_set.", en: "Made-up data are among these rows: see the column data_set." })}</p>` : ""}
          ${body}
        </main>
      </body>
    </html> `.text;
};
