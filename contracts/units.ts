import * as z from "zod/mini";

/** Calendar day `YYYY-MM-DD`; refuses days that do not exist (2015-02-30). */
export const isoDate = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}$/, { error: "isoDate", abort: true }),
  z.refine((day) => {
    const parsed = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
  }, "isoDate"),
);

/** Time span at the precision the source prints: `2015-06`, `2022`, `c. 2010–2012`, `2021-07-22`. */
export const period = z.string().check(z.regex(/^(c\. )?\d{4}(-\d{2}){0,2}(–\d{4}(-\d{2}){0,2})?$/, "period"));

/** Text in Unicode NFC, trimmed, not empty, without control characters. */
export const nfcText = z.string().check(
  z.minLength(1),
  z.refine((text) => text === text.normalize("NFC"), "nfc"),
  z.refine((text) => text === text.trim(), "trimmed"),
  // Control characters are what is looked for: PostgreSQL refuses NUL, and the rest never belongs in a name.
  // oxlint-disable-next-line no-control-regex
  z.refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text), "control"),
);

/** ASCII kebab-case identifier, such as `ccn-trung-nghia`. */
export const slug = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug"), z.maxLength(80));

/** Dotted identifier of a figure, such as `three-zones.leasedHa.2015-06`. */
export const figureId = z.string().check(z.regex(/^[a-zA-Z0-9]+([.-][a-zA-Z0-9]+)*$/, "figureId"), z.maxLength(160));

export const longitude = z.number().check(z.gte(-180), z.lte(180));
export const latitude = z.number().check(z.gte(-90), z.lte(90));

/** `[lng, lat]` in degrees, WGS 84. */
export const position = z.tuple([longitude, latitude]);

/** `[west, south, east, north]` in degrees, WGS 84. */
export const boundingBox = z
  .tuple([longitude, latitude, longitude, latitude])
  .check(z.refine(([west, south, east, north]) => west <= east && south <= north, "bboxOrder"));

/** `west,south,east,north` in a query string ↔ bounding box. */
export const bboxParam = z.codec(
  z.string().check(z.regex(/^-?\d{1,3}(\.\d+)?(,-?\d{1,3}(\.\d+)?){3}$/, "bbox")),
  boundingBox,
  {
    decode: (text) => text.split(",").map(Number) as [number, number, number, number],
    encode: (box) => box.join(","),
  },
);

/** Comma-separated values of a closed set in a query string ↔ array. */
export const listParam = <T extends string>(member: z.ZodMiniType<T, string>) =>
  z.codec(z.string().check(z.minLength(1)), z.array(member).check(z.minLength(1)), {
    decode: (text) => text.split(","),
    encode: (members) => members.join(","),
  });

export const language = z.enum(["vi", "en"]);
export type Language = z.output<typeof language>;
