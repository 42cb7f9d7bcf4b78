import { COLOURS } from "#client/map/palette.ts";
import type { LotStage } from "./lot-types.ts";

/** How a stage looks on the map and in the table: a pattern first, then its colour, for those who tell colours badly. */
type Mark = {
  readonly ink: string;
  readonly ground: string;
  readonly pattern: "empty" | "dots" | "rising" | "crossed" | "falling" | "dense" | "solid";
};

const MARKS: Record<LotStage, Mark> = {
  planned: { ink: "#8a8578", ground: "#ffffff", pattern: "empty" },
  cleared: { ink: "#8a6d3b", ground: "#fbf6ea", pattern: "dots" },
  "state-leased": { ink: "#7d6aa8", ground: "#f4f1fa", pattern: "rising" },
  serviced: { ink: "#54646c", ground: "#eff2f3", pattern: "crossed" },
  leasable: { ink: "#0b6e75", ground: "#e4f0f0", pattern: "falling" },
  leased: { ink: COLOURS.leased, ground: COLOURS.leasedFill, pattern: "dense" },
  deployed: { ink: COLOURS.deployed, ground: "#8cc49b", pattern: "solid" },
};
export const inkOf = (stage: LotStage): string => MARKS[stage].ink;

const SIDE = 12;

/** One tile of the pattern, `scale` pixels to the unit. */
export const patternTile = (stage: LotStage, scale: number): ImageData => {
  const canvas = document.createElement("canvas");
  const side = SIDE * scale;
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  const { ink, ground, pattern } = MARKS[stage];
  pen.fillStyle = ground;
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = ink;
  pen.fillStyle = ink;
  pen.lineWidth = scale * 1.1;
  const line = (rises: boolean, step: number) => {
    pen.beginPath();
    for (let from = -SIDE; from <= 2 * SIDE; from += step) {
      pen.moveTo(from * scale, rises ? side : 0);
      pen.lineTo((from + SIDE) * scale, rises ? 0 : side);
    }
    pen.stroke();
  };
  if (pattern === "dots")
    for (const [x, y] of [
      [3, 3],
      [9, 9],
    ] as const)
      pen.fillRect((x - 0.9) * scale, (y - 0.9) * scale, 1.8 * scale, 1.8 * scale);
  if (pattern === "rising" || pattern === "crossed") line(true, SIDE);
  if (pattern === "falling" || pattern === "crossed") line(false, SIDE);
  if (pattern === "dense") line(true, SIDE / 2);
  return pen.getImageData(0, 0, side, side);
};

const swatches = new Map<LotStage, string>();
/** The pattern for a legend, as an address of an image. */
export const swatch = (stage: LotStage): string => {
  const known = swatches.get(stage);
  if (known !== undefined) return known;
  const tile = patternTile(stage, 2);
  const canvas = document.createElement("canvas");
  canvas.width = tile.width;
  canvas.height = tile.height;
  canvas.getContext("2d")!.putImageData(tile, 0, 0);
  swatches.set(stage, canvas.toDataURL());
  return swatches.get(stage)!;
};
