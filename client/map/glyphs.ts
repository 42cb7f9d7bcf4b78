import type { SiteKind } from "#contracts/sites.ts";

/** Own line drawings of infrastructure, 18 × 18, one stroke of 1.6. */
export const GLYPHS = {
  // Anchor.
  port: "M9 5.6V15.2M6 8.4H12M3.4 10.4C3.6 13.4 5.8 15.2 9 15.2C12.2 15.2 14.4 13.4 14.6 10.4M9 5.6A1.5 1.5 0 1 1 9 2.6A1.5 1.5 0 1 1 9 5.6",
  // Aeroplane seen from above.
  airport:
    "M9 2.4C9.8 2.4 10.1 3.3 10.1 4.3V7L15.4 10.4V12L10.1 10.4V13.4L11.8 14.9V15.9L9 15.2L6.2 15.9V14.9L7.9 13.4V10.4L2.6 12V10.4L7.9 7V4.3C7.9 3.3 8.2 2.4 9 2.4Z",
  // Deck hung from two pylons.
  bridge:
    "M1.8 12.4H16.2M5.4 4.4V14.6M12.6 4.4V14.6M1.8 10.6C3.6 9.8 4.7 7.8 5.4 4.8C6.6 9.4 11.4 9.4 12.6 4.8C13.3 7.8 14.4 9.8 16.2 10.6",
  // Hull, cabin and wave.
  ferry:
    "M3 9.2H15L13.4 12.6H4.6ZM6 9.2V5.8H12V9.2M9 5.8V3.4M2.6 15.2C4 14.4 5.2 14.4 6.6 15.2C8 16 10 16 11.4 15.2C12.8 14.4 14 14.4 15.4 15.2",
  // Trolley.
  supermarket: "M2.4 3.6H4.4L6.2 11H13.4L15 5.8H5M7.3 14.4A0.5 0.5 0 1 1 7.3 13.9M12.5 14.4A0.5 0.5 0 1 1 12.5 13.9",
  // Shopping bag.
  mall: "M4 6.4H14L14.7 15.2H3.3ZM6.6 8.4V5.4C6.6 3.9 7.6 2.8 9 2.8C10.4 2.8 11.4 3.9 11.4 5.4V8.4",
} as const satisfies Partial<Record<SiteKind, string>>;
export type GlyphName = keyof typeof GLYPHS;
