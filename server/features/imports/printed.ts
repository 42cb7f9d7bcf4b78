import { toExact, type Exact } from "#server/features/imports/exact.ts";
import type { Language } from "#contracts/units.ts";
import { SEPARATORS } from "#server/printed-digits.ts";

const numberPattern = ({ group, decimal }: { group: string; decimal: string }) =>
  String.raw`[-−]?(?:\d{1,3}(?:[${group}]\d{3})+|\d+)(?:[${decimal}]\d{1,9})?`;

/** One number, or two joined by an en dash or a hyphen. A sign after a hyphen would be unreadable, so it must follow an en dash. */
const PATTERNS = Object.fromEntries(
  Object.entries(SEPARATORS).map(([language, separators]) => {
    const number = numberPattern(separators);
    return [language, new RegExp(`^(${number})(?:\\s?(?:–|-(?![-−]))\\s?(${number}))?$`)];
  }),
) as Record<Language, RegExp>;

export interface Printed {
  low: Exact;
  /** Equal to `low` for a single number. */
  high: Exact;
  isRange: boolean;
  /** Digits after the separator; the larger of both ends. */
  decimals: number;
}

function parseNumber(text: string, language: Language): Exact {
  const { group, decimal } = SEPARATORS[language];
  return toExact(text.replaceAll(group, "").replace(decimal, ".").replace("−", "-"));
}

/**
 * Reads digits as a source prints them: `3.931,2` in Vietnamese and `3,931.2` in English are 3931.2; `80–100` is a range.
 * Null when the text is no number in that language. `1.234` is 1234 in Vietnamese: only the source's language decides.
 */
export function parsePrinted(text: string, language: Language): Printed | null {
  const match = PATTERNS[language].exec(text);
  if (!match) return null;
  const [, first, second] = match;
  const low = parseNumber(first!, language);
  const high = second === undefined ? low : parseNumber(second, language);
  return { low, high, isRange: second !== undefined, decimals: Math.max(low.scale, high.scale) };
}
