import { formatNumber } from "#client/format.ts";
import type { Language } from "#contracts/units.ts";
import type { Constraint } from "./need.ts";
import type { Words } from "./words-vi.ts";

/** Names of what distances are asked to, and of places, as chips say them. */
export type Named = { readonly target: (what: string) => string; readonly place: (key: string) => string };

/** A condition as a chip says it. */
export const inWords = (constraint: Constraint, words: Words, language: Language, named: Named): string => {
  const digits = (value: number) => formatNumber(value, null, language);
  switch (constraint.kind) {
    case "ha":
      return words.chips.ha(digits(constraint.min));
    case "rent":
      return words.chips.rent(digits(constraint.maxUsdPerM2));
    case "occupancy":
      return words.chips.occupancy(digits(Number((constraint.maxShare * 100).toPrecision(6))));
    case "near":
      return constraint.maxKm === null
        ? words.chips.near(named.target(constraint.what))
        : words.chips.within(named.target(constraint.what), digits(constraint.maxKm));
    case "ready":
      return words.ready[constraint.what];
    case "sector":
      return words.sectors[constraint.letter];
    case "type":
      return words.types[constraint.type];
    case "place":
      return words.chips.place(named.place(constraint.key));
  }
};
