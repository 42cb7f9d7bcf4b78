/** A drawing of a few strokes and fills, in pixels. Canvas, legend and panels all draw from it. */
export type Shape = {
  /** SVG path data. */
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly cap?: "round" | "butt";
  /** Moves the shape right and down. */
  readonly shift?: number;
};
export type Drawing = { readonly width: number; readonly height: number; readonly shapes: readonly Shape[] };

const round = (value: number): number => Math.round(value * 1000) / 1000;
const at = (x: number, y: number): string => `${round(x)} ${round(y)}`;

export const circlePath = (centre: number, radius: number): string =>
  `M${at(centre - radius, centre)}A${at(radius, radius)} 0 1 1 ${at(centre + radius, centre)}A${at(radius, radius)} 0 1 1 ${at(centre - radius, centre)}Z`;

/** A share that is not full keeps a gap the eye can see; the label carries the exact figure. */
const SMALLEST_GAP = 0.022;

/** Part of a circle drawn for a share: nothing at 0, closed only at 1 or more. */
export const arcShare = (share: number): number => {
  if (share >= 1) return 1;
  return Math.max(0, Math.min(share, 1 - SMALLEST_GAP));
};

/** Arc from twelve o'clock, clockwise; empty for nothing, the whole circle for 1 and more. */
export const arcPath = (centre: number, radius: number, share: number): string => {
  const part = arcShare(share);
  if (part === 0) return "";
  if (part === 1) return circlePath(centre, radius);
  const angle = part * 2 * Math.PI;
  const end = at(centre + radius * Math.sin(angle), centre - radius * Math.cos(angle));
  return `M${at(centre, centre - radius)}A${at(radius, radius)} 0 ${part > 0.5 ? 1 : 0} 1 ${end}`;
};

/** Slanted ticks across a ring between two radii: the hatch of a track without a figure. */
export const ringHatchPath = (centre: number, inner: number, outer: number, ticks: number): string =>
  Array.from({ length: ticks }, (_, tick) => {
    const from = (tick / ticks) * 2 * Math.PI;
    const to = from + (1.15 * 2 * Math.PI) / ticks;
    return `M${at(centre + inner * Math.sin(from), centre - inner * Math.cos(from))}L${at(centre + outer * Math.sin(to), centre - outer * Math.cos(to))}`;
  }).join("");

export const rectanglePath = (x: number, y: number, width: number, height: number, radius = 0): string =>
  radius === 0
    ? `M${at(x, y)}H${round(x + width)}V${round(y + height)}H${round(x)}Z`
    : `M${at(x + radius, y)}H${round(x + width - radius)}A${at(radius, radius)} 0 0 1 ${at(x + width, y + radius)}` +
      `V${round(y + height - radius)}A${at(radius, radius)} 0 0 1 ${at(x + width - radius, y + height)}` +
      `H${round(x + radius)}A${at(radius, radius)} 0 0 1 ${at(x, y + height - radius)}` +
      `V${round(y + radius)}A${at(radius, radius)} 0 0 1 ${at(x + radius, y)}Z`;

/** Diagonals of a square from lower left to upper right, `step` apart along the edge. */
export const squareHatchPath = (x: number, y: number, side: number, step: number): string => {
  let path = "";
  for (let offset = step; offset < 2 * side - 0.01; offset += step) {
    const start = Math.min(offset, side);
    const overshoot = Math.max(0, offset - side);
    path += `M${at(x + overshoot, y + start)}L${at(x + start, y + overshoot)}`;
  }
  return path;
};

const shapeToSvg = ({ d, fill, stroke, width, dash, cap, shift }: Shape): string =>
  `<path d="${d}" fill="${fill ?? "none"}"` +
  (stroke
    ? ` stroke="${stroke}" stroke-width="${width ?? 1}" stroke-linecap="${cap ?? "round"}" stroke-linejoin="round"`
    : "") +
  (dash ? ` stroke-dasharray="${dash.join(" ")}"` : "") +
  (shift ? ` transform="translate(${shift} ${shift})"` : "") +
  "/>";

export const drawingToSvg = ({ width, height, shapes }: Drawing): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes.map(shapeToSvg).join("")}</svg>`;

/** For `<img src>`: the content security policy allows data: pictures and no inline markup is needed. */
export const drawingToDataUri = (drawing: Drawing): string =>
  `data:image/svg+xml,${encodeURIComponent(drawingToSvg(drawing))}`;

/** One for all drawings: making a canvas takes longer than drawing on it. */
let canvas: HTMLCanvasElement | undefined;

/** Pixels of a drawing for the map, at `ratio` device pixels per pixel. */
export const drawingToPixels = ({ width, height, shapes }: Drawing, ratio: number): ImageData => {
  canvas ??= document.createElement("canvas");
  // Setting the size also empties the canvas.
  canvas.width = Math.ceil(width * ratio);
  canvas.height = Math.ceil(height * ratio);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser draws no 2D canvas");
  pen.scale(ratio, ratio);
  pen.lineJoin = "round";
  for (const shape of shapes) {
    const path = new Path2D(shape.d);
    pen.save();
    pen.translate(shape.shift ?? 0, shape.shift ?? 0);
    if (shape.fill) {
      pen.fillStyle = shape.fill;
      pen.fill(path);
    }
    if (shape.stroke) {
      pen.strokeStyle = shape.stroke;
      pen.lineWidth = shape.width ?? 1;
      pen.lineCap = shape.cap ?? "round";
      pen.setLineDash(shape.dash ? [...shape.dash] : []);
      pen.stroke(path);
    }
    pen.restore();
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
};
