import type { LayerSummary } from "./layer-store.ts";
import type { WorldBox } from "./tile-math.ts";
import { Growing } from "./growing.ts";

const MAX_SIDE = 256;

/**
 * How many corners lie about where, to tell a heavy tile from a light one before it is made. `sums` holds for each node of a grid
 * over `box` how many features have their middle above and to the left of it.
 */
export type Density = {
  readonly box: WorldBox;
  readonly side: number;
  readonly sums: Float64Array;
  readonly pointsPerFeature: number;
};

export class DensityBuilder {
  readonly #middles = new Growing(Float64Array);

  add(x: number, y: number): void {
    this.#middles.push(x);
    this.#middles.push(y);
  }

  finish({ features, points, box }: Pick<LayerSummary, "features" | "points" | "box">): Density {
    const [west, north, east, south] = box ?? [0, 0, 1, 1];
    const side = Math.max(1, Math.min(MAX_SIDE, Math.ceil(Math.sqrt(features))));
    const node = side + 1;
    const sums = new Float64Array(node * node);
    for (let at = 0; at < this.#middles.length; at += 2) {
      const column = cellAt(this.#middles.at(at), west, east, side);
      const row = cellAt(this.#middles.at(at + 1), north, south, side);
      const place = (row + 1) * node + column + 1;
      sums[place] = (sums[place] as number) + 1;
    }
    for (let row = 1; row < node; row++) {
      for (let column = 1; column < node; column++) {
        const place = row * node + column;
        sums[place] =
          (sums[place] as number) +
          (sums[place - 1] as number) +
          (sums[place - node] as number) -
          (sums[place - node - 1] as number);
      }
    }
    return { box: [west, north, east, south], side, sums, pointsPerFeature: features === 0 ? 0 : points / features };
  }
}

const cellAt = (place: number, from: number, to: number, side: number): number =>
  to === from ? 0 : Math.max(0, Math.min(side - 1, Math.floor(((place - from) / (to - from)) * side)));

/** About how many corners a box would draw: of the features whose middles lie in it, taken as spread evenly over each cell. */
export const pointsAbout = ({ box, side, sums, pointsPerFeature }: Density, asked: WorldBox): number => {
  const [west, north, east, south] = box;
  const between = (place: number, from: number, to: number) =>
    Math.max(0, Math.min(side, to === from ? (place < from ? 0 : side) : ((place - from) / (to - from)) * side));
  const [left, right] = [between(asked[0], west, east), between(asked[2], west, east)];
  const [top, bottom] = [between(asked[1], north, south), between(asked[3], north, south)];
  const node = (column: number, row: number) => sums[row * (side + 1) + column] as number;
  const at = (column: number, row: number) => {
    const [c, r] = [Math.min(side - 1, Math.floor(column)), Math.min(side - 1, Math.floor(row))];
    const [over, down] = [column - c, row - r];
    return (
      (node(c, r) * (1 - over) + node(c + 1, r) * over) * (1 - down) +
      (node(c, r + 1) * (1 - over) + node(c + 1, r + 1) * over) * down
    );
  };
  return (at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)) * pointsPerFeature;
};
