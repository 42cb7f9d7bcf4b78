import * as z from "zod/mini";
import { MOST_TRIED, TRIAL_BOX } from "./trial-limits.ts";
import { listParam, slug } from "./units.ts";

/** `[lng, lat]`. */
const place = z.tuple([
  z.number().check(z.gte(TRIAL_BOX.lng[0]), z.lte(TRIAL_BOX.lng[1])),
  z.number().check(z.gte(TRIAL_BOX.lat[0]), z.lte(TRIAL_BOX.lat[1])),
]);

/** `105.9623,10.2411;105.9,10.1` in a query string ↔ positions. */
const placesParam = z.codec(
  z
    .string()
    .check(z.regex(/^\d{1,3}(\.\d{1,6})?,\d{1,3}(\.\d{1,6})?(;\d{1,3}(\.\d{1,6})?,\d{1,3}(\.\d{1,6})?)*$/, "places")),
  z.array(place).check(z.minLength(1), z.maxLength(MOST_TRIED)),
  {
    decode: (text) => text.split(";").map((pair) => pair.split(",").map(Number) as [number, number]),
    encode: (places) => places.map((pair) => pair.join(",")).join(";"),
  },
);

/** What is tried out: more places, and sites of the list that would not be. */
export const trialQuery = {
  try: z.optional(placesParam),
  without: z.optional(z.pipe(listParam(slug), z.array(slug).check(z.maxLength(MOST_TRIED)))),
};
