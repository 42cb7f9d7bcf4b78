import type { LayerStore } from "./layer-store.ts";
import { EXTENT, type TileAddress } from "./tile-math.ts";

/** Cells along each side of a tile: 16 px on the screen, and at most some thousand features of about 30 bytes in a tile. */
const CELLS = 32;

/** Features of one class whose middles lie in one cell of the grid, drawn as one point at their weighted middle. */
export type OverviewCell = {
  /** In tile units. */
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly weight: number;
  /** Code of the first text property. */
  readonly code: number;
};

/**
 * Sums that stay true where features are too small to see: each feature counts once, in the one tile its middle lies in, so
 * that sums over the tiles of a zoom are sums over the layer.
 */
export const overviewOf = (store: LayerStore, found: readonly number[], { z, x, y }: TileAddress): OverviewCell[] => {
  const scale = 2 ** z;
  const codes = store.texts[0]?.codes;
  const cells = new Map<number, { x: number; y: number; count: number; weight: number; code: number }>();
  for (const feature of found) {
    const unitX = (store.middles[2 * feature] ?? 0) * scale - x;
    const unitY = (store.middles[2 * feature + 1] ?? 0) * scale - y;
    if (unitX < 0 || unitX >= 1 || unitY < 0 || unitY >= 1) continue;
    const code = codes?.[feature] ?? 0;
    const weight = store.weights[feature] ?? 0;
    const key = (code * CELLS + Math.floor(unitY * CELLS)) * CELLS + Math.floor(unitX * CELLS);
    const cell = cells.get(key) ?? { x: 0, y: 0, count: 0, weight: 0, code };
    cell.x += unitX;
    cell.y += unitY;
    cell.count += 1;
    cell.weight += weight;
    cells.set(key, cell);
  }
  return [...cells]
    .sort(([a], [b]) => a - b)
    .map(([, cell]) => ({
      ...cell,
      x: Math.round((cell.x / cell.count) * EXTENT),
      y: Math.round((cell.y / cell.count) * EXTENT),
    }));
};
