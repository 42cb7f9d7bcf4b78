const MOST_LETTERS = 10;

/** What a headline's columns end in, and what they end in where ten letters must do. */
const ENDINGS: readonly (readonly [long: string, short: string])[] = [
  ["_as_of", "_d"],
  ["_method", "_m"],
  ["_source", "_s"],
  ["_vi", "_v"],
  ["_en", "_e"],
];

/**
 * Names of at most ten letters in the place of longer ones, in the same order and each of its own: the ending by the table above,
 * the rest cut, and a number where two would be the same. The same columns always give the same names.
 */
export const shortNames = (names: readonly string[]): readonly string[] => {
  const taken = new Set(names.filter((name) => name.length <= MOST_LETTERS));
  return names.map((name) => {
    if (name.length <= MOST_LETTERS) return name;
    const [long = "", short = ""] = ENDINGS.find(([ending]) => name.endsWith(ending)) ?? [];
    const stem = name.slice(0, name.length - long.length);
    for (let number = 1; ; number++) {
      const tail = `${number === 1 ? "" : number}${short}`;
      const candidate = stem.slice(0, MOST_LETTERS - tail.length) + tail;
      if (taken.has(candidate)) continue;
      taken.add(candidate);
      return candidate;
    }
  });
};
