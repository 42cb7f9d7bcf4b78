import type { FastifyRequest } from "fastify";
import type { Language } from "#contracts/units.ts";
import { preferred } from "#server/negotiate.ts";
import { languageOf, type Text } from "#server/problems.ts";

export type Link = {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
  readonly hreflang?: Language;
};

/** How a page of OGC API is asked for: by whom it was addressed, as what and in which language. */
export class Asked {
  readonly origin: string;
  readonly language: Language;
  readonly isHtml: boolean;
  readonly query: Readonly<Record<string, string>>;

  constructor(
    request: FastifyRequest,
    origin: string,
    { f, lang }: { f?: string | undefined; lang?: string | undefined },
  ) {
    this.origin = origin;
    this.language = lang === "vi" || lang === "en" ? lang : languageOf(request);
    const accepted = preferred(request.headers.accept, ["application/geo+json", "application/json", "text/html"]);
    this.isHtml = f === undefined ? accepted === "text/html" : f === "html";
    this.query = request.query as Record<string, string>;
  }

  /** What keeps answers apart in the cache beside the decoded query. */
  get key(): string {
    return `${this.origin} ${this.language} ${this.isHtml ? "html" : "json"} ${new URLSearchParams(this.query)}`;
  }

  say({ vi, en }: Text): string {
    return this.language === "vi" ? vi : en;
  }

  /** An address under `/ogc` that keeps language and data asked for. */
  url(path: string, more: Readonly<Record<string, string>> = {}): string {
    const { lang, asOf, knownOn, data } = this.query;
    const kept = Object.entries({ lang, asOf, knownOn, data }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    return this.#address(path, { ...Object.fromEntries(kept), ...more });
  }

  /** This very query, changed; what is changed to undefined is left out. */
  same(path: string, changes: Readonly<Record<string, string | undefined>>): string {
    const pairs = Object.entries({ ...this.query, ...changes });
    return this.#address(
      path,
      Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined)),
    );
  }

  link(rel: string, href: string, type: string, title: Text): Link {
    return { href, rel, type, title: this.say(title), hreflang: this.language };
  }

  /** To this document and its other form. */
  selfLinks(path: string, type: string): Link[] {
    const [json, html] = [
      { href: this.same(path, { f: "json" }), type, title: { vi: "Dạng JSON", en: "As JSON" } },
      { href: this.same(path, { f: "html" }), type: "text/html", title: { vi: "Dạng trang web", en: "As a page" } },
    ];
    const [self, other] = this.isHtml ? [html, json] : [json, html];
    const isPlain = this.query["f"] === undefined;
    return [
      this.link("self", isPlain ? this.same(path, {}) : self.href, self.type, {
        vi: "Tài liệu này",
        en: "This document",
      }),
      this.link("alternate", other.href, other.type, other.title),
    ];
  }

  #address(path: string, query: Readonly<Record<string, string>>): string {
    const text = new URLSearchParams(query).toString();
    return `${this.origin}/ogc${path}${text === "" ? "" : `?${text}`}`;
  }
}

/** As the header of RFC 8288 has them; titles may hold what no header can. */
export const linkHeader = (links: readonly Link[]): string =>
  links
    .map(({ href, rel, type }) => `<${href}>; rel="${rel}"${type === undefined ? "" : `; type="${type}"`}`)
    .join(", ");
