import type { Misprint } from "#contracts/checks.ts";

/** units / 10^scale, the digits of a print without its separators. */
export type Digits = { readonly units: bigint; readonly scale: number };
type Reading = { readonly kind: Misprint; readonly digits: Digits };

/** What may have been meant if one misprint was made: every value once, under the first kind that gives it. */
export const misreadings = ({ units, scale }: Digits, isInteger: boolean): Reading[] => {
  const text = units.toString().padStart(scale + 1, "0");
  const wholeLength = text.length - scale;
  const readings = new Map<string, Reading>();
  const add = (kind: Misprint, digits: string, decimals: number) => {
    if (digits.length <= decimals || (digits.length - decimals > 1 && digits.startsWith("0"))) return;
    const read = { units: BigInt(digits), scale: decimals };
    if (read.units === 0n || isSame(read, { units, scale }) || (isInteger && decimals > 0)) return;
    const key = keyOf(read);
    if (!readings.has(key)) readings.set(key, { kind, digits: read });
  };
  for (let place = 0; place < text.length; place += 1) {
    const [before, digit, after] = [text.slice(0, place), text[place], text.slice(place + 1)];
    const next = after[0];
    if (next !== undefined && next !== digit)
      add("transposedDigits", `${before}${next}${digit}${after.slice(1)}`, scale);
    add("extraDigit", before + after, place < wholeLength ? scale : scale - 1);
  }
  for (let decimals = 0; decimals < text.length; decimals += 1) add("separator", text, decimals);
  for (let place = 0; place <= text.length; place += 1) {
    const [before, after] = [text.slice(0, place), text.slice(place)];
    for (const digit of DIGITS) {
      if (place <= wholeLength) add("missingDigit", before + digit + after, scale);
      if (place >= wholeLength && scale > 0) add("missingDigit", before + digit + after, scale + 1);
      if (place < text.length) add("wrongDigit", before + digit + after.slice(1), scale);
    }
  }
  return [...readings.values()];
};

const DIGITS = "0123456789";

const isSame = (a: Digits, b: Digits): boolean => a.units * 10n ** BigInt(b.scale) === b.units * 10n ** BigInt(a.scale);

const keyOf = ({ units, scale }: Digits): string => {
  const text = units.toString().padStart(scale + 1, "0");
  return `${text.slice(0, text.length - scale)}.${text.slice(text.length - scale).replace(/0+$/, "")}`;
};
