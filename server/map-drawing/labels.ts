import type { Point } from "./frame.ts";

export type Label = {
  readonly at: Point;
  readonly text: string;
  readonly sizeMm: number;
  readonly colour: string;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  /** Distance from the point at which the words may begin; absent: they stand on the point. */
  readonly clearMm?: number;
};

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export type PlacedLabel = Label & { readonly box: Box };

/** Of a letter in the mean, in parts of the type size, a little generous. */
const LETTER_WIDTH = 0.45;
const BOLD_WIDTH = 0.5;

const boxAt = (x: number, y: number, width: number, height: number): Box => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Labels in the order of their weight, each where it covers no other and none of what is `taken`, or left out. */
export const placeLabels = (
  labels: readonly Label[],
  paper: { readonly widthMm: number; readonly heightMm: number },
  taken: readonly Box[],
): PlacedLabel[] => {
  const full = [...taken];
  const placed: PlacedLabel[] = [];
  for (const label of labels) {
    const width = label.text.length * label.sizeMm * (label.isBold ? BOLD_WIDTH : LETTER_WIDTH) + 0.6;
    const height = label.sizeMm * 1.25;
    const box = candidates(label, width, height).find(
      (one) =>
        one.left >= 1 &&
        one.top >= 1 &&
        one.right <= paper.widthMm - 1 &&
        one.bottom <= paper.heightMm - 1 &&
        !full.some((other) => overlap(one, other)),
    );
    if (!box) continue;
    full.push(box);
    placed.push({ ...label, box });
  }
  return placed;
};

/** Beside a point: right, left, above, below; a name of an area on its point, or a little off it. */
const candidates = ({ at: [x, y], clearMm }: Label, width: number, height: number): Box[] => {
  const [left, top] = [x - width / 2, y - height / 2];
  if (clearMm === undefined)
    return [0, height, -height, 2 * height, -2 * height].map((dy) => boxAt(left, top + dy, width, height));
  return [
    boxAt(x + clearMm, top, width, height),
    boxAt(x - clearMm - width, top, width, height),
    boxAt(left, y - clearMm - height, width, height),
    boxAt(left, y + clearMm, width, height),
  ];
};
