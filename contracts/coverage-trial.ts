import * as z from "zod/mini";
import { MOST_AREAS, MOST_CORNERS, MOST_TRIED, TRIAL_BOX } from "./trial-limits.ts";
import { listParam, slug } from "./units.ts";

/** `[lng, lat]`. */
const place = z.tuple([
  z.number().check(z.gte(TRIAL_BOX.lng[0]), z.lte(TRIAL_BOX.lng[1])),
  z.number().check(z.gte(TRIAL_BOX.lat[0]), z.lte(TRIAL_BOX.lat[1])),
]);

const PAIR = String.raw`\d{1,3}(\.\d{1,6})?,\d{1,3}(\.\d{1,6})?`;

/** `105.9623,10.2411;105.9,10.1` in a query string ↔ positions. */
const placesParam = z.codec(
  z.string().check(z.regex(new RegExp(`^${PAIR}(;${PAIR})*$`), "places")),
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

const RING = `${PAIR}(,${PAIR}){2,${MOST_CORNERS - 1}}`;
/** `105.9,10.2,106,10.2,106,10.1;…` in a query string ↔ rings of corners, not closed: each of an area where nothing may stand. */
export const areasParam = z.codec(
  z.string().check(z.regex(new RegExp(`^${RING}(;${RING}){0,${MOST_AREAS - 1}}$`), "areas")),
  z
    .array(z.array(place).check(z.minLength(3), z.maxLength(MOST_CORNERS)))
    .check(z.minLength(1), z.maxLength(MOST_AREAS)),
  {
    decode: (text) =>
      text.split(";").map((ring) => {
        const numbers = ring.split(",").map(Number);
        return numbers.flatMap((lng, at): [number, number][] => (at % 2 === 0 ? [[lng, numbers[at + 1]!]] : []));
      }),
    encode: (areas) => areas.map((ring) => ring.flat().join(",")).join(";"),
  },
);
