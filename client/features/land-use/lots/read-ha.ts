/**
 * Hectares as people type them: `1,25` and `1.25` alike. Null of anything else, and of what would have to be guessed: of `1.234,5`
 * and `1,234` nobody can say whether a thousand is meant, and a lot of that size does not exist.
 */
export const readHa = (text: string): number | null => {
  const typed = text.trim().replace(/\s*ha$/i, "");
  if (!/^\d{1,4}([.,]\d{1,4})?$/.test(typed)) return null;
  return Number(typed.replace(",", "."));
};
