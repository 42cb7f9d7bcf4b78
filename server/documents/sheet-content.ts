import type { Language } from "#contracts/units.ts";
import type { DrawingOptions } from "#server/map-drawing/drawing.ts";
import type { MapContent } from "#server/map-drawing/features.ts";

/** Sheets of sites, in the order of their pages: what they say, apart from how it is laid out. */
export type SheetBook = {
  /** What the file calls itself. */
  readonly title: string;
  /** Before the sheets; null for a single one. */
  readonly contents: readonly SheetContents[];
  readonly sheets: readonly Sheet[];
  readonly ground: MapContent;
  /** The data are made up in part: said on every page. */
  readonly isIllustrative: boolean;
  /** Of the newest figure, `YYYY-MM-DD`: the file's own date, so that the same content is the same bytes. */
  readonly day: string;
};

/** Title page with the list of all sheets of one language and their pages. */
export type SheetContents = { readonly language: Language; readonly title: string; readonly about: readonly string[] };

export type Sheet = {
  readonly language: Language;
  readonly eyebrow: string;
  readonly name: string;
  readonly otherName: string;
  readonly place: string;
  /** Whom to turn to. */
  readonly contact: { readonly label: string; readonly text: string };
  /** Said before all else: made-up site, unverified name. */
  readonly warnings: readonly string[];
  readonly lead: readonly Lead[];
  readonly maps: readonly SheetMap[];
  readonly mapNote: string;
  readonly sections: readonly SheetSection[];
  readonly sourcesTitle: string;
  /** In the order of their numbers, from 1. */
  readonly sources: readonly string[];
  readonly link: { readonly words: string; readonly url: string };
  /** Under every page. */
  readonly foot: string;
};

/** One of the few numbers that a sheet begins with; `value` null: no source tells. */
export type Lead = {
  readonly label: string;
  readonly value: string | null;
  readonly absent: string;
  readonly about: string;
};

export type SheetMap = { readonly caption: string; readonly drawing: Omit<DrawingOptions, "font"> };

export type SheetSection =
  | { readonly kind: "rows"; readonly title: string; readonly note: string; readonly rows: readonly SheetRow[] }
  | { readonly kind: "items"; readonly title: string; readonly note: string; readonly items: readonly SheetItem[] };

/** A figure: what it measures, its value, when and how it was known, and the numbers of its sources. */
export type SheetRow = {
  readonly label: string;
  readonly value: string;
  readonly period: string;
  readonly method: string;
  readonly notes: readonly number[];
};

/** A statement in words, of its day and sources. */
export type SheetItem = {
  readonly label: string;
  readonly text: string;
  readonly period: string;
  readonly notes: readonly number[];
};
