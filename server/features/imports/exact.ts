/** An exact decimal number, units / 10^scale. Sums of hectares must agree with print to the last digit; floats do not. */
export interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

/**
 * Reads a plain decimal (`-12.50`) or a number, which stands for its shortest decimal: 692.41, not 692.4099999….
 * @throws {RangeError} for anything else, NaN and infinities included
 */
export function toExact(value: number | string): Exact {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`${value} is no decimal number`);
  const [, sign, whole, fraction = "", exponent = "0"] = match;
  const scale = fraction.length - Number(exponent);
  const units = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

const unitsAt = ({ units, scale }: Exact, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

export function add(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

export const subtract = (a: Exact, b: Exact): Exact => add(a, { units: -b.units, scale: b.scale });
export const times = (a: Exact, b: Exact): Exact => ({ units: a.units * b.units, scale: a.scale + b.scale });
const isZero = ({ units }: Exact): boolean => units === 0n;
export const equals = (a: Exact, b: Exact): boolean => isZero(subtract(a, b));
export const ZERO: Exact = { units: 0n, scale: 0 };

/** Plain decimal without superfluous zeros: `692.41`, `-3`, `0`. */
export function toText({ units, scale }: Exact): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}
