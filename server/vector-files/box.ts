import type { Shape } from "./shape.ts";

/** Smallest box around what was added: west, south, east, north. */
export class Box {
  sides: readonly [number, number, number, number] | null = null;

  add({ parts }: Shape): void {
    let [west, south, east, north] = this.sides ?? [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of parts.flat()) {
      for (let at = 0; at < ring.length; at += 2) {
        const [x, y] = [ring[at]!, ring[at + 1]!];
        [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
      }
    }
    this.sides = [west, south, east, north];
  }
}
