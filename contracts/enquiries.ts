import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { ENQUIRY_STATES } from "./enquiry-states.ts";
import { isoDate, language, nfcText, slug } from "./units.ts";

/** Who answers investors. */
const ANSWERERS = ["officer", "editor"] as const;
const state = z.enum(ENQUIRY_STATES);
const id = z.int().check(z.gt(0));
const byId = z.object({
  id: z.codec(z.string().check(z.regex(/^[1-9]\d{0,14}$/, "rowId")), id, { decode: Number, encode: String }),
});

export const sendEnquiry = endpoint({
  name: "enquirySend",
  method: "POST",
  path: "/api/enquiries",
  access: "public",
  maxBodyBytes: 32_000,
  summary: "Ask the officers of a site a question; only they read it, and the answer is a receipt that tells nothing",
  params: z.object({}),
  query: z.strictObject({}),
  body: z.strictObject({
    siteId: slug,
    /** The day whose figures were looked at; null: the newest. */
    asOf: z.nullable(isoDate),
    language,
    name: nfcText.check(z.maxLength(200)),
    organisation: z.nullable(nfcText.check(z.maxLength(200))),
    /** E-mail or telephone, as the sender writes it. */
    contact: nfcText.check(z.minLength(3), z.maxLength(200)),
    message: nfcText.check(z.maxLength(4000)),
  }),
  output: z.object({ receipt: z.string() }),
});

export const enquiry = z.object({
  id,
  receipt: z.string(),
  site: z.object({ id: slug, nameVi: z.string(), nameEn: z.string() }),
  asOf: z.nullable(isoDate),
  language,
  /** Null once erased, like all that was written. */
  name: z.nullable(z.string()),
  organisation: z.nullable(z.string()),
  contact: z.nullable(z.string()),
  message: z.nullable(z.string()),
  receivedAt: z.iso.datetime(),
  state,
  note: z.nullable(z.string()),
  erasedAt: z.nullable(z.iso.datetime()),
  rowVersion: z.int(),
  /** Who moved it on, the first step first. */
  steps: z.array(
    z.object({ action: z.union([state, z.literal("erased")]), by: z.nullable(z.string()), at: z.iso.datetime() }),
  ),
});
export type Enquiry = z.output<typeof enquiry>;

export const listEnquiries = endpoint({
  name: "enquiries",
  method: "GET",
  path: "/api/enquiries",
  access: ANSWERERS,
  summary: "Enquiries about sites one answers for, the newest first, at most 500",
  params: z.object({}),
  query: z.strictObject({ state: z.optional(state), siteId: z.optional(slug) }),
  output: z.object({ items: z.array(enquiry), counts: z.record(state, z.int()) }),
});

export const moveEnquiry = endpoint({
  name: "enquiryMove",
  method: "PATCH",
  path: "/api/enquiries/:id",
  access: ANSWERERS,
  ifMatch: "always",
  summary: "Move an enquiry on, with a note for those who answer",
  params: byId,
  query: z.strictObject({}),
  body: z.strictObject({ state, note: z.nullable(nfcText.check(z.maxLength(2000))) }),
  output: enquiry,
});

export const eraseEnquiry = endpoint({
  name: "enquiryErase",
  method: "POST",
  path: "/api/enquiries/:id/erase",
  access: ANSWERERS,
  ifMatch: "always",
  summary: "Erase for good who wrote an enquiry and what; that there was one, and how it went, stays",
  params: byId,
  query: z.strictObject({}),
  body: z.strictObject({}),
  output: enquiry,
});

export const ENQUIRY_ENDPOINTS = [sendEnquiry, listEnquiries, moveEnquiry, eraseEnquiry];
