import type { Language } from "#contracts/units.ts";

/** What stands on a map besides names. */
export const DRAWING_WORDS: Readonly<Record<Language, { readonly north: string; readonly estimated: string }>> = {
  vi: { north: "B", estimated: "phạm vi ước lượng" },
  en: { north: "N", estimated: "estimated outline" },
};
