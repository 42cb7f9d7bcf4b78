import { type ByteColumn, type PropertyValue, ColumnBuilder } from "./columns.ts";
import { Growing } from "./growing.ts";
import type { OverviewRule } from "./tile-layer.ts";
import { EXTENT, type TileAddress } from "./tile-math.ts";

/** Cells along each side of a tile: 16 px on the screen. */
const CELLS = 32;
/** About 50 bytes each, so that a tile stays below 500 kB; where there are more the grid is made coarser. */
const MAX_CELLS_OF_TILE = 8_000;

/**
 * Sums over a grid as fine as the nearest overview zoom needs; those of farther zooms are sums of them. Each feature counts
 * once, in the one cell its middle lies in, so that sums over all tiles of a zoom are sums over the layer.
 */
export type Overview = {
  readonly belowZoom: number;
  readonly sumName: string;
  readonly className: string;
  /** Per cell, in the order of class, row, column: */
  readonly classes: Uint32Array;
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  readonly counts: Uint32Array;
  readonly sums: Float64Array;
  /** x and y summed over the features, in units of the world. */
  readonly places: Float64Array;
  /** Of the class: code → value message. */
  readonly values: ByteColumn;
};

type Cell = { count: number; sum: number; x: number; y: number };

const cellOf = (cells: Map<number, Cell>, key: number): Cell => {
  let cell = cells.get(key);
  if (!cell) cells.set(key, (cell = { count: 0, sum: 0, x: 0, y: 0 }));
  return cell;
};
const inOrder = (cells: ReadonlyMap<number, Cell>): [number, Cell][] => [...cells].sort(([a], [b]) => a - b);

export class OverviewBuilder {
  readonly #rule: OverviewRule;
  /** Cells along a side of the world. */
  readonly #side: number;
  readonly #cells = new Map<number, Cell>();
  readonly #classes = new ColumnBuilder();
  #features = 0;

  constructor(rule: OverviewRule) {
    this.#rule = rule;
    this.#side = CELLS * 2 ** (rule.belowZoom - 1);
  }

  /** @param x, y in units of the world */
  add(x: number, y: number, weight: number, className: PropertyValue | undefined): void {
    const code = className === undefined ? 0 : this.#classes.set(this.#features, className);
    this.#features += 1;
    const [column, row] = [this.#within(x), this.#within(y)];
    const cell = cellOf(this.#cells, (code * this.#side + row) * this.#side + column);
    cell.count += 1;
    cell.sum += weight;
    cell.x += x;
    cell.y += y;
  }

  finish(): Overview {
    const [classes, rows, columns, counts] = [0, 1, 2, 3].map(() => new Growing(Uint32Array)) as [
      Growing<Uint32Array>,
      Growing<Uint32Array>,
      Growing<Uint32Array>,
      Growing<Uint32Array>,
    ];
    const [sums, places] = [new Growing(Float64Array), new Growing(Float64Array)];
    for (const [key, cell] of inOrder(this.#cells)) {
      classes.push(Math.floor(key / this.#side / this.#side));
      rows.push(Math.floor(key / this.#side) % this.#side);
      columns.push(key % this.#side);
      counts.push(cell.count);
      sums.push(cell.sum);
      places.append([cell.x, cell.y]);
    }
    return {
      belowZoom: this.#rule.belowZoom,
      sumName: this.#rule.sum,
      className: this.#rule.by,
      classes: classes.done(true),
      rows: rows.done(true),
      columns: columns.done(true),
      counts: counts.done(true),
      sums: sums.done(true),
      places: places.done(true),
      values: this.#classes.done("", 0, true).values,
    };
  }

  #within(place: number): number {
    return Math.max(0, Math.min(this.#side - 1, Math.floor(place * this.#side)));
  }
}

/** Features of one class in one cell, drawn as one point at their mean place. */
export type OverviewPoint = {
  /** In tile units. */
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly sum: number;
  /** Row of `Overview.values`; 0 for none. */
  readonly classCode: number;
};

/** @throws {RangeError} a zoom the overview is not for */
export const overviewOf = (overview: Overview, tile: TileAddress): OverviewPoint[] => {
  if (tile.z >= overview.belowZoom) throw new RangeError(`zoom ${tile.z} shows features`);
  for (let cells = CELLS; ; cells /= 2) {
    const points = pointsOf(overview, tile, cells);
    if (points.length <= MAX_CELLS_OF_TILE || cells === 1) return points;
  }
};

const pointsOf = (overview: Overview, { z, x, y }: TileAddress, cells: number): OverviewPoint[] => {
  const { classes, rows, columns, counts, sums, places } = overview;
  /** Cells of the overview along a side of one cell of the tile, and of the tile. */
  const inCell = (CELLS * 2 ** (overview.belowZoom - 1 - z)) / cells;
  const inTile = inCell * cells;
  const [left, top] = [x * inTile, y * inTile];
  const merged = new Map<number, Cell>();
  for (let at = 0; at < counts.length; at++) {
    const [column, row] = [(columns[at] as number) - left, (rows[at] as number) - top];
    if (column < 0 || column >= inTile || row < 0 || row >= inTile) continue;
    const key = ((classes[at] as number) * cells + Math.floor(row / inCell)) * cells + Math.floor(column / inCell);
    const cell = cellOf(merged, key);
    cell.count += counts[at] as number;
    cell.sum += sums[at] as number;
    cell.x += places[2 * at] as number;
    cell.y += places[2 * at + 1] as number;
  }
  const scale = 2 ** z;
  return inOrder(merged).map(([key, cell]) => ({
    x: Math.round(((cell.x / cell.count) * scale - x) * EXTENT),
    y: Math.round(((cell.y / cell.count) * scale - y) * EXTENT),
    count: cell.count,
    sum: cell.sum,
    classCode: Math.floor(key / cells / cells),
  }));
};
