import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { slug } from "./units.ts";

/** Languages of a sheet: one, or the Vietnamese pages before the English ones. */
export const SHEET_LANGUAGES = ["vi", "en", "both"] as const;
export type SheetLanguage = (typeof SHEET_LANGUAGES)[number];
const lang = z._default(z.enum(SHEET_LANGUAGES), "vi");

/** Files of a site are no JSON, so they are no endpoints of the contract; their addresses are described by it all the same. */
export const SHEET_PATH = "/api/sites/{id}/sheet.pdf";
export const MAP_PICTURE_PATH = "/api/sites/{id}/map.png";
export const CARD_PICTURE_PATH = "/api/sites/{id}/card.png";
export const ATLAS_PATH = "/api/atlas.pdf";

export const sheetFile = { params: z.object({ id: slug }), query: z.strictObject({ lang, ...dataViewAndSet }) };
/** Of a picture there is one language. */
export const sitePicture = {
  params: z.object({ id: slug }),
  query: z.strictObject({ lang: z._default(z.enum(["vi", "en"]), "vi"), ...dataViewAndSet }),
};
/** The sheets of some sites, in the order in which they are named. */
export const HANDOUT_PATH = "/api/handout.pdf";
export const MOST_IN_HANDOUT = 20;
const siteIds = z.codec(z.string(), z.array(slug).check(z.minLength(1), z.maxLength(MOST_IN_HANDOUT)), {
  decode: (text) => text.split(",").filter(Boolean),
  encode: (ids) => ids.join(","),
});
export const handoutFile = { params: z.object({}), query: z.strictObject({ lang, sites: siteIds, ...dataViewAndSet }) };
/** Scales at which a map can be asked for, 1 : n at 254 dots an inch, so that maps of several sites can be laid side by side. */
export const MAP_SCALES = [10_000, 20_000, 50_000, 100_000, 200_000] as const;
const scaleParam = z.codec(z.enum(MAP_SCALES.map(String) as [string, ...string[]]), z.int(), {
  decode: Number,
  encode: String,
});
/** The map of a site, at its own scale or at one that is asked for. */
export const siteMap = {
  params: sitePicture.params,
  query: z.strictObject({ ...sitePicture.query.shape, scale: z.optional(scaleParam) }),
};
/** How far the making of an atlas of the same query has come. */
export const ATLAS_PROGRESS_PATH = "/api/atlas/progress";
/** From 0 to 1; null while none is being made. */
export type AtlasProgress = { readonly share: number | null };
/** The sheets of all sites. */
export const atlasFile = { params: z.object({}), query: z.strictObject({ lang, ...dataViewAndSet }) };
