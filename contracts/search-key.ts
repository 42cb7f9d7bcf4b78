const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\bkcn\b/g, "khu cong nghiep"],
  [/\bccn\b/g, "cum cong nghiep"],
  [/\btcn\b/g, "tuyen cong nghiep"],
  [/\btp\b/g, "thanh pho"],
  [/\btx\b/g, "thi xa"],
  // Old and new spelling of one syllable: "Qui" and "Quy".
  [/\bqui\b/g, "quy"],
];

/**
 * Folds a Vietnamese name or query to what search compares: no case, no diacritics (đ → d), Hoà = Hòa, Qui = Quy,
 * KCN/CCN/TCN/TP/TX spelt out, single spaces. The importer stores it beside each site, the server and the client fold
 * what is typed with the same function.
 */
export const searchKey = (text: string): string => {
  let key = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/đ/g, "d")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  for (const [pattern, replacement] of ABBREVIATIONS) key = key.replace(pattern, replacement);
  return key;
};

/** True when every word of the folded query begins a word of the folded text. */
export const matchesSearch = (foldedText: string, foldedQuery: string): boolean => {
  const padded = ` ${foldedText}`;
  return foldedQuery.split(" ").every((word) => padded.includes(` ${word}`));
};
