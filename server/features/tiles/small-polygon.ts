import type { ByteWriter } from "./byte-writer.ts";
import type { FeatureStore } from "./layer-store.ts";
import { Pen } from "./pen.ts";
import { BUFFER, EXTENT, type TileAddress } from "./tile-math.ts";

/** More corners than that are checked faster by Clipper2's sweep than pair by pair. */
const MAX_CORNERS = 48;

/**
 * Writes polygons of few corners that lie wholly in the tile, as nearly all lots do, without making an object; the rest of a
 * tile's polygons take the way over Clipper2. Snapping can push the sides of a thin or concave outline over each other, so
 * every pair of sides is looked at unless the outline is convex.
 */
export class SmallPolygonWriter {
  readonly #xs = new Int32Array(MAX_CORNERS);
  readonly #ys = new Int32Array(MAX_CORNERS);
  /** Where each ring ends, in corners. */
  readonly #ends: number[] = [];

  /** @returns undefined where this is not for here; else whether anything is left of the feature */
  write(store: FeatureStore, feature: number, tile: TileAddress, out: ByteWriter): boolean | undefined {
    const { featureEnds, partEnds } = store;
    const part = feature === 0 ? 0 : (featureEnds[feature - 1] as number);
    if ((featureEnds[feature] as number) !== part + 1) return undefined;
    const ring = part === 0 ? 0 : (partEnds[part - 1] as number);
    if (!this.#snap(store, ring, partEnds[part] as number, tile)) return undefined;
    const rings = this.#ends.length;
    const areas = this.#ends.map((end, index) =>
      this.#doubleArea(index === 0 ? 0 : (this.#ends[index - 1] as number), end),
    );
    if (areas[0] === 0) return rings === 1 ? false : undefined;
    if (areas.includes(0)) return undefined;
    if (!(rings === 1 && this.#isConvex()) && !this.#isSimple()) return undefined;
    const pen = new Pen(out);
    this.#ends.forEach((end, index) => {
      const from = index === 0 ? 0 : (this.#ends[index - 1] as number);
      // Outlines run clockwise on the screen, holes the other way.
      pen.corners(this.#xs, this.#ys, from, end, (areas[index] as number) > 0 === (index === 0));
    });
    return true;
  }

  /** @returns false where a corner lies outside the tile or there are too many of them */
  #snap({ coordinates, ringEnds }: FeatureStore, first: number, end: number, { z, x, y }: TileAddress): boolean {
    const scale = EXTENT * 2 ** z;
    const [left, top] = [x * EXTENT, y * EXTENT];
    const [xs, ys] = [this.#xs, this.#ys];
    this.#ends.length = 0;
    let at = 0;
    for (let ring = first; ring < end; ring++) {
      const from = at;
      const start = ring === 0 ? 0 : (ringEnds[ring - 1] as number);
      // The last point repeats the first.
      const stop = (ringEnds[ring] as number) - 1;
      if (at + stop - start > MAX_CORNERS) return false;
      for (let point = start; point < stop; point++) {
        const cornerX = Math.round((coordinates[2 * point] as number) * scale - left);
        const cornerY = Math.round((coordinates[2 * point + 1] as number) * scale - top);
        if (cornerX < -BUFFER || cornerX > EXTENT + BUFFER || cornerY < -BUFFER || cornerY > EXTENT + BUFFER)
          return false;
        if (at > from && cornerX === xs[at - 1] && cornerY === ys[at - 1]) continue;
        xs[at] = cornerX;
        ys[at] = cornerY;
        at += 1;
      }
      while (at > from + 1 && xs[at - 1] === xs[from] && ys[at - 1] === ys[from]) at -= 1;
      this.#ends.push(at);
    }
    return true;
  }

  #doubleArea(from: number, end: number): number {
    let sum = 0;
    for (let at = from, before = end - 1; at < end; before = at++) {
      sum +=
        (this.#xs[before] as number) * (this.#ys[at] as number) -
        (this.#xs[at] as number) * (this.#ys[before] as number);
    }
    return sum;
  }

  /** Of the only ring: it always turns the same way, once around. */
  #isConvex(): boolean {
    const [xs, ys, end] = [this.#xs, this.#ys, this.#ends[0] as number];
    let [turn, xTurns, lastStep] = [0, 0, 0];
    for (let at = 0; at < end; at++) {
      const [next, after] = [(at + 1) % end, (at + 2) % end];
      const [stepX, stepY] = [(xs[next] as number) - (xs[at] as number), (ys[next] as number) - (ys[at] as number)];
      const cross =
        stepX * ((ys[after] as number) - (ys[next] as number)) - stepY * ((xs[after] as number) - (xs[next] as number));
      if (cross !== 0) {
        if (turn !== 0 && cross > 0 !== turn > 0) return false;
        turn = cross;
      }
      if (stepX !== 0) {
        const step = stepX > 0 ? 1 : -1;
        if (lastStep !== 0 && step !== lastStep) xTurns += 1;
        lastStep = step;
      }
    }
    return turn !== 0 && xTurns <= 2;
  }

  /** No two sides touch but neighbours at their common corner. */
  #isSimple(): boolean {
    let ringStart = 0;
    for (const ringEnd of this.#ends) {
      for (let a = ringStart; a < ringEnd; a++) {
        const aNext = a + 1 < ringEnd ? a + 1 : ringStart;
        let otherStart = ringStart;
        for (const otherEnd of this.#ends) {
          if (otherEnd <= ringStart) continue;
          for (let b = Math.max(otherStart, a + 1); b < otherEnd; b++) {
            const bNext = b + 1 < otherEnd ? b + 1 : otherStart;
            if (bNext === a || b === aNext ? this.#isFolded(a, aNext, b, bNext) : this.#touch(a, aNext, b, bNext))
              return false;
          }
          otherStart = otherEnd;
        }
      }
      ringStart = ringEnd;
    }
    return true;
  }

  #side(a: number, b: number, c: number): number {
    const [xs, ys] = [this.#xs, this.#ys];
    return (
      ((xs[b] as number) - (xs[a] as number)) * ((ys[c] as number) - (ys[a] as number)) -
      ((ys[b] as number) - (ys[a] as number)) * ((xs[c] as number) - (xs[a] as number))
    );
  }

  /** Neighbouring sides that run back over each other. */
  #isFolded(a: number, aNext: number, b: number, bNext: number): boolean {
    const [first, middle, last] = bNext === a ? [b, a, aNext] : [a, aNext, bNext];
    if (this.#side(first, middle, last) !== 0) return false;
    const [xs, ys] = [this.#xs, this.#ys];
    const forward =
      ((xs[middle] as number) - (xs[first] as number)) * ((xs[last] as number) - (xs[middle] as number)) +
      ((ys[middle] as number) - (ys[first] as number)) * ((ys[last] as number) - (ys[middle] as number));
    return forward < 0;
  }

  #touch(a: number, aNext: number, b: number, bNext: number): boolean {
    const [xs, ys] = [this.#xs, this.#ys];
    const apart = (of: Int32Array) =>
      Math.max(of[a] as number, of[aNext] as number) < Math.min(of[b] as number, of[bNext] as number) ||
      Math.max(of[b] as number, of[bNext] as number) < Math.min(of[a] as number, of[aNext] as number);
    if (apart(xs) || apart(ys)) return false;
    const [b1, b2] = [this.#side(a, aNext, b), this.#side(a, aNext, bNext)];
    if ((b1 > 0 && b2 > 0) || (b1 < 0 && b2 < 0)) return false;
    const [a1, a2] = [this.#side(b, bNext, a), this.#side(b, bNext, aNext)];
    return !((a1 > 0 && a2 > 0) || (a1 < 0 && a2 < 0));
  }
}
