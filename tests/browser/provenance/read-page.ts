import type { Page } from "playwright-core";

/** What an element says it is about: the mark's kind and what it names. */
export type Mark = { readonly kind: MarkKind; readonly of: string };
export type MarkKind =
  | "figure"
  | "interval"
  | "check"
  | "count"
  | "name"
  | "source"
  | "quoted"
  | "formula"
  | "position"
  | "day"
  | "change"
  | "target-year"
  | "metric"
  | "bounds"
  | "found"
  | "repair"
  | "stage"
  | "coverage"
  | "time"
  | "scale";

/** Digits that somebody sees or hears on a page, with the whole text they stand in. */
export type Utterance = {
  readonly text: string;
  readonly through: "text" | "svg text" | "attribute" | "style" | "title" | "picture";
  /** Path of the element. */
  readonly at: string;
  readonly mark: Mark | null;
  /** Whether it stands in the panel, not in the header or on the map. */
  readonly isInPanel: boolean;
  /** Whether it, or another element of the page with the same mark, is a link that opens what the mark names. */
  readonly hasLink: boolean;
  /** Sources named in the same section. */
  readonly sourcesBeside: readonly string[];
};

/** Every text with digits on the page, visible or only heard, by DOM, attributes, styles and SVG; the map's canvas is read by canvas.ts. */
export const readPage = (page: Page): Promise<Utterance[]> =>
  page.evaluate(() => {
    const HAS_DIGIT = /\p{N}/u;
    const MARKS = [
      ...(["figure", "interval", "check", "count", "name", "source", "quoted", "formula", "position", "day"] as const),
      ...(["change", "target-year", "metric", "bounds", "found", "repair", "stage", "coverage"] as const),
    ];
    const SELECTOR = [...MARKS.map((kind) => `[data-${kind}]`), "time", ".maplibregl-ctrl-scale"].join(",");
    const SPOKEN = [
      "aria-label",
      "aria-description",
      "aria-roledescription",
      "aria-valuetext",
      "aria-valuenow",
      "aria-placeholder",
      "title",
      "data-tip",
      "placeholder",
      "alt",
      "label",
    ];
    const utterances: Utterance[] = [];

    const pathOf = (element: Element): string => {
      const steps: string[] = [];
      for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
        const name = at.tagName.toLowerCase();
        const classes =
          typeof at.className === "string" && at.className ? `.${at.className.split(/\s+/).join(".")}` : "";
        const among = at.parentElement ? [...at.parentElement.children].filter((x) => x.tagName === at?.tagName) : [];
        steps.unshift(`${name}${at.id ? `#${at.id}` : classes}${among.length > 1 ? `[${among.indexOf(at) + 1}]` : ""}`);
      }
      return steps.slice(-6).join(" > ");
    };
    /** Metres that the bar of the scale is long where it stands. */
    const metresOfBar = (bar: Element): string => {
      type Point = { distanceTo: (other: Point) => number };
      type Holder = Element & { mapLibre?: { unproject: (at: [number, number]) => Point } };
      const frame = bar.closest<Holder>(".map-frame");
      const map = frame?.mapLibre;
      if (!frame || !map) return "";
      const middle = frame.clientHeight / 2;
      return String(map.unproject([0, middle]).distanceTo(map.unproject([bar.getBoundingClientRect().width, middle])));
    };
    const markOf = (element: Element): Mark | null => {
      const marked = element.closest<HTMLElement>(SELECTOR);
      if (!marked) return null;
      if (marked.matches("time")) return { kind: "time", of: marked.getAttribute("datetime") ?? "" };
      if (marked.matches(".maplibregl-ctrl-scale")) return { kind: "scale", of: metresOfBar(marked) };
      const kind = MARKS.find((name) => marked.hasAttribute(`data-${name}`)) ?? "figure";
      return { kind, of: marked.getAttribute(`data-${kind}`) ?? "" };
    };
    /** The bounds of a figure are explained where the figure is. */
    const openedBy = (kind: MarkKind) => (kind === "bounds" ? "figure" : kind);
    const linksOf = ({ kind, of }: Mark) => document.querySelectorAll(`a[data-${openedBy(kind)}="${CSS.escape(of)}"]`);
    const opens = (link: Element | null, { kind, of }: Mark): boolean =>
      link instanceof HTMLAnchorElement && new URL(link.href || "about:blank").searchParams.get(openedBy(kind)) === of;
    const say = (element: Element, text: string, through: Utterance["through"]): void => {
      const plain = text.replace(/\s+/g, " ").trim();
      if (!HAS_DIGIT.test(plain)) return;
      const mark = markOf(element);
      const marked = mark && element.closest(SELECTOR);
      const section = element.closest("li.check, .card-section, article, .card, .overview");
      utterances.push({
        text: plain,
        through,
        at: pathOf(element),
        mark,
        isInPanel: element.closest("main") !== null,
        hasLink: mark !== null && [marked, ...linksOf(mark)].some((link) => opens(link, mark)),
        sourcesBeside: [...(section?.querySelectorAll("a [data-source]") ?? [])].map(
          (cite) => cite.getAttribute("data-source") ?? "",
        ),
      });
    };

    // Texts: those of one mark belong together, of unmarked elements those that stand side by side.
    const said = new Map<Element, string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest("script,style,noscript,template")) continue;
      const holder = parent.closest(SELECTOR) ?? parent;
      // Texts of a drawing stand apart.
      const gap = parent instanceof SVGElement ? " " : "";
      said.set(holder, (said.get(holder) ?? "") + gap + (node.textContent ?? ""));
    }
    for (const [element, text] of said) say(element, text, element instanceof SVGElement ? "svg text" : "text");

    for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
      if (element.matches("script,style,noscript,template")) continue;
      for (const name of SPOKEN) {
        // Where a value has words, the words are said and not the value.
        if (name === "aria-valuenow" && element.hasAttribute("aria-valuetext")) continue;
        say(element, element.getAttribute(name) ?? "", "attribute");
      }
      if (element instanceof HTMLInputElement && element.type !== "checkbox") say(element, element.value, "attribute");
      if (element instanceof HTMLImageElement && element.src.startsWith("data:image/svg")) {
        const drawing = new DOMParser().parseFromString(
          decodeURIComponent(element.src.slice(element.src.indexOf(",") + 1)),
          "text/html",
        );
        say(element, drawing.body.textContent ?? "", "picture");
      }
      for (const part of ["::before", "::after", "::marker"]) {
        const { content } = getComputedStyle(element, part);
        // Counters count something: what, a style cannot say.
        if (content.includes("counter")) say(element, `${content} 1`, "style");
        else if (content.startsWith('"')) say(element, content.slice(1, -1), "style");
      }
      const { display, listStyleType } = getComputedStyle(element);
      if (display === "list-item" && !/^(none|disc|circle|square|disclosure-(open|closed))$/.test(listStyleType))
        say(element, `${listStyleType} 1`, "style");
    }
    say(document.querySelector("h1") ?? document.body, document.title, "title");
    return utterances;
  });
