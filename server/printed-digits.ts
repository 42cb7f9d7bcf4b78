import type { Language } from "#contracts/units.ts";

export const SEPARATORS = { vi: { group: ".", decimal: "," }, en: { group: ",", decimal: "." } } as const;

/** Prints units / 10^scale with grouped thousands, as the sources of that language do. */
export function formatPrinted(
  { units, scale }: { readonly units: bigint; readonly scale: number },
  language: Language,
): string {
  const { group, decimal } = SEPARATORS[language];
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(\d{3})+$)/g, group);
  return `${units < 0n ? "-" : ""}${whole}${scale > 0 ? decimal + digits.slice(digits.length - scale) : ""}`;
}
