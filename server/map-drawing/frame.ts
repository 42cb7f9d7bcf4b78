import { crsOf, fromWgs84 } from "#server/vector-files/crs.ts";

/** VN-2000 in the province's zone of three degrees, whose scale is true within a few ten-thousandths all over the province. */
const GRID = "EPSG:9209";

export type Point = readonly [x: number, y: number];

/** A sheet of paper laid over the ground: where its middle lies, how large it is, and 1 : `scale`. */
export type Frame = {
  /** Degrees east and north. */
  readonly centre: Point;
  readonly scale: number;
  readonly widthMm: number;
  readonly heightMm: number;
};

/** Metres east and north on the grid. */
export const gridOf = (degrees: Point): Point => {
  const grid = crsOf(GRID);
  if (!grid) throw new Error(`${GRID} is not among the known coordinate systems`);
  return fromWgs84(grid, degrees);
};

/** From metres of the grid to millimetres of paper, from the left and from the top. */
export const gridToPaper = ({ centre, scale, widthMm, heightMm }: Frame): ((grid: Point) => Point) => {
  const [east0, north0] = gridOf(centre);
  const mmPerMetre = 1000 / scale;
  return ([east, north]) => [widthMm / 2 + (east - east0) * mmPerMetre, heightMm / 2 - (north - north0) * mmPerMetre];
};

/** From degrees to millimetres of paper. */
export const onPaper = (frame: Frame): ((degrees: Point) => Point) => {
  const place = gridToPaper(frame);
  return (degrees) => place(gridOf(degrees));
};

/** Scales that maps are printed at, the largest first. */
const ROUND_SCALES = [
  5000, 10_000, 20_000, 25_000, 40_000, 50_000, 100_000, 200_000, 250_000, 500_000, 1_000_000,
] as const;

/**
 * The largest round scale, from `from` on, at which all points lie on the paper with `share` of it to spare around them,
 * and their middle.
 */
export const frameAround = (
  points: readonly Point[],
  paper: Pick<Frame, "widthMm" | "heightMm">,
  { from, share = 0.2 }: { readonly from: number; readonly share?: number },
): Frame => {
  const middle = (side: 0 | 1): number => {
    const all = points.map((point) => point[side]);
    return (Math.min(...all) + Math.max(...all)) / 2;
  };
  const centre: Point = [middle(0), middle(1)];
  const fits = (scale: number): boolean => {
    const place = onPaper({ centre, scale, ...paper });
    return points.map(place).every(([x, y]) => {
      const [marginX, marginY] = [paper.widthMm * share, paper.heightMm * share];
      return x >= marginX && x <= paper.widthMm - marginX && y >= marginY && y <= paper.heightMm - marginY;
    });
  };
  const scale = ROUND_SCALES.find((candidate) => candidate >= from && fits(candidate)) ?? 1_000_000;
  return { centre, scale, ...paper };
};

/** The longest round length that takes at most `mostMm` of paper, in metres. */
export const scaleBarMetres = (scale: number, mostMm: number): number => {
  const most = (mostMm * scale) / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([5, 2, 1].find((step) => step * power <= most) ?? 1);
};
