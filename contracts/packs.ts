import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { SHEET_LANGUAGES } from "./sheets.ts";
import { siteById } from "./sites.ts";
import { isoDate, nfcText, slug } from "./units.ts";

/** Whoever shows sites to investors. */
const MAKERS = ["officer", "editor"] as const;
export const MOST_PACKED = 20;
export const MOST_PACK_DAYS = 366;

const packName = nfcText.check(z.maxLength(200));
const note = z.nullable(nfcText.check(z.maxLength(2000)));
const id = z.int().check(z.gt(0));
const language = z.enum(SHEET_LANGUAGES);

const madePack = z.object({
  id,
  name: packName,
  language,
  asOf: z.nullable(isoDate),
  frozenAt: z.iso.datetime(),
  expiresOn: isoDate,
  revokedAt: z.nullable(z.iso.datetime()),
  siteIds: z.array(slug),
});
export type MadePack = z.output<typeof madePack>;

export const makePack = endpoint({
  name: "packMake",
  method: "POST",
  path: "/api/packs",
  access: MAKERS,
  maxBodyBytes: 100_000,
  summary:
    "Freeze what the public knows of some sites into a pack behind a link; the code of the link is told this once",
  params: z.object({}),
  query: z.strictObject({}),
  body: z.strictObject({
    name: packName,
    language,
    /** Figures of no later day than this one; without it the newest. */
    asOf: z.optional(z.nullable(isoDate)),
    /** Last day, in Vietnam, on which the link opens. */
    expiresOn: isoDate,
    items: z.array(z.strictObject({ siteId: slug, note })).check(z.minLength(1), z.maxLength(MOST_PACKED)),
  }),
  output: z.extend(madePack, { code: z.string() }),
});

export const listPacks = endpoint({
  name: "packs",
  method: "GET",
  path: "/api/packs",
  access: MAKERS,
  summary: "One's own packs, the newest first",
  params: z.object({}),
  query: z.strictObject({}),
  output: z.object({ items: z.array(madePack) }),
});

export const revokePack = endpoint({
  name: "packRevoke",
  method: "DELETE",
  path: "/api/packs/:id",
  access: MAKERS,
  summary: "Take the link of a pack back",
  params: z.object({
    id: z.codec(z.string().check(z.regex(/^[1-9]\d{0,14}$/, "rowId")), id, { decode: Number, encode: String }),
  }),
  query: z.strictObject({}),
  output: madePack,
});

/** Of a pack's link: lower case, so that nobody mistypes it, 130 bits. */
export const packCode = z.string().check(z.regex(/^[a-z2-7]{26}$/, "packCode"));

export const openPack = endpoint({
  name: "packOpen",
  method: "POST",
  path: "/api/pack",
  access: "public",
  summary: "The pack behind a link, as it was frozen",
  params: z.object({}),
  query: z.strictObject({}),
  body: z.strictObject({ code: packCode }),
  output: z.object({
    name: packName,
    language,
    asOf: z.nullable(isoDate),
    frozenAt: z.iso.datetime(),
    expiresOn: isoDate,
    items: z.array(z.object({ note, detail: siteById.output })),
    /** Lines of the contact block of whoever runs this installation. */
    contact: z.object({ vi: z.array(z.string()), en: z.array(z.string()) }),
  }),
});
export type OpenedPack = z.output<typeof openPack.output>;

/** Documents are no JSON, so they are no endpoints of the contract; their addresses are described by it all the same. */
export const PACK_HANDOUT_PATH = "/api/pack/{code}/handout.pdf";
export const packHandout = { params: z.object({ code: packCode }), query: z.strictObject({}) };

export const PACK_ENDPOINTS = [makePack, listPacks, revokePack, openPack];
