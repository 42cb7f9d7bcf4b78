import italicLatin from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-italic.woff2?url";
import regularLatin from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2?url";
import lightVietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-300-normal.woff2?url";
import mediumLatin from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-500-normal.woff2?url";
import semiboldItalicVietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-italic.woff2?url";
import boldVietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-700-normal.woff2?url";
import semiboldLatin from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2?url";
import italicVietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-italic.woff2?url";
import regularVietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2?url";
import mediumVietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-500-normal.woff2?url";
import semiboldVietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2?url";
import type { StyleSpecification } from "maplibre-gl";

/**
 * The map draws its letters itself from our own font files (`font-faces` of the style), one per weight and alphabet:
 * no glyph server, and MapLibre waits for each file before it draws its letters, so no fallback face gets baked in.
 */
const VIETNAMESE = [
  "U+0102-0103",
  "U+0110-0111",
  "U+0128-0129",
  "U+0168-0169",
  "U+01A0-01A1",
  "U+01AF-01B0",
  "U+0300-0301",
  "U+0303-0304",
  "U+0308-0309",
  "U+0323",
  "U+0329",
  "U+1EA0-1EF9",
  "U+20AB",
];
const LATIN = [
  "U+0000-00FF",
  "U+0131",
  "U+0152-0153",
  "U+02BB-02BC",
  "U+02C6",
  "U+02DA",
  "U+02DC",
  "U+2000-206F",
  "U+20AC",
  "U+2122",
  "U+2212",
  "U+2215",
];

/**
 * MapLibre 6.17 sets a letter whose outline is exactly 55 of its 48-px raster units tall 8 px too low (`top || -8` in
 * glyph_manager.ts): LONG HỒ stood on two lines. In our weights these letters are that tall; another weight, in which none
 * is, lends them. Measured in Chromium; drop when MapLibre is repaired.
 */
const TALL_UPRIGHT = ["U+1EAA", "U+1EB4", "U+1EC4", "U+1ED0", "U+1ED2"];
/** The light weight lends the Ồ of LONG HỒ more quietly; it has tall letters of its own, which the bold one lends. */
const LIGHT_LENDS = ["U+1EB4", "U+1ED0", "U+1ED2"];
const TALL_ITALIC = ["U+1EA8", "U+1EAA", "U+1EB4", "U+1EC2", "U+1EC4", "U+1ED4", "U+1ED6"];

const face = (vietnamese: string, latin: string, tall = TALL_UPRIGHT, lender = boldVietnamese) => [
  { url: lender, "unicode-range": tall },
  { url: vietnamese, "unicode-range": VIETNAMESE },
  { url: latin, "unicode-range": LATIN },
];

export const FONT = {
  regular: ["Be Vietnam Pro Regular"],
  italic: ["Be Vietnam Pro Italic"],
  medium: ["Be Vietnam Pro Medium"],
  semibold: ["Be Vietnam Pro SemiBold"],
};

export const FONT_FACES: NonNullable<StyleSpecification["font-faces"]> = {
  "Be Vietnam Pro Regular": [
    { url: lightVietnamese, "unicode-range": LIGHT_LENDS },
    ...face(regularVietnamese, regularLatin),
  ],
  "Be Vietnam Pro Italic": face(italicVietnamese, italicLatin, TALL_ITALIC, semiboldItalicVietnamese),
  "Be Vietnam Pro Medium": face(mediumVietnamese, mediumLatin),
  "Be Vietnam Pro SemiBold": face(semiboldVietnamese, semiboldLatin),
};
