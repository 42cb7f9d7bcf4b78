import type { ShapeFault } from "#server/vector-files/read/features.ts";
import type { RefusalCode } from "#server/vector-files/read/refusals.ts";

/** A file, and why it is refused: as a whole, or each of its rows. */
export type Case = readonly [
  what: string,
  name: string,
  make: () => Buffer | string,
  expected: RefusalCode | { row: ShapeFault },
];

export const row = (fault: ShapeFault) => ({ row: fault });
export const zeros = (bytes: number) => Buffer.alloc(bytes);
export const circle = (count: number): [number, number][] => [
  ...Array.from({ length: count }, (_, n): [number, number] => [
    105.9 + Math.cos((n / count) * 6.28) / 100,
    10.1 + Math.sin((n / count) * 6.28) / 100,
  ]),
  [105.91, 10.1],
];
