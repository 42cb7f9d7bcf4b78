import type { ByteWriter } from "./byte-writer.ts";
import { startOf } from "./columns.ts";
import type { FeatureStore } from "./layer-store.ts";
import { Pen } from "./pen.ts";
import type { Ring } from "./ring.ts";
import { thin } from "./thin.ts";
import { BUFFER, EXTENT, type TileAddress } from "./tile-math.ts";

/** More corners than that are not compared pair by pair. */
const MAX_CORNERS = 512;

/**
 * The outlines of one polygon feature in whole units of a tile, in memory that is used again for the next: nearly all lots lie
 * wholly in a tile and are written from here without an object.
 */
export class Outlines {
  readonly #xs = new Float64Array(MAX_CORNERS);
  readonly #ys = new Float64Array(MAX_CORNERS);
  #pointXs = new Float64Array(MAX_CORNERS);
  #pointYs = new Float64Array(MAX_CORNERS);
  #rings = 0;
  /** Where each ring ends, in corners. A ring has three at least. */
  readonly #ends = new Uint32Array(MAX_CORNERS / 3);
  readonly #isHole = new Uint8Array(MAX_CORNERS / 3);
  /** Whether its corners run as they are to be written. */
  readonly #isForward = new Uint8Array(MAX_CORNERS / 3);
  /** Whether every corner lies in the tile or its buffer. */
  isWithin = true;
  /** One outline, seen to turn the same way at every corner, once around. */
  #isKnownConvex = false;

  /**
   * Snaps a feature's corners, leaving out those that fall together or in line, and rings of which nothing is left.
   * @returns false where there are too many corners
   */
  snap(store: FeatureStore, feature: number, tile: TileAddress): boolean {
    const { coordinates, ringEnds, partEnds, featureEnds } = store;
    const [xs, ys] = [this.#xs, this.#ys];
    this.#isKnownConvex = this.#snapQuadrilateral(store, feature, tile);
    if (this.#isKnownConvex) return true;
    this.#rings = 0;
    this.isWithin = true;
    let at = 0;
    for (let part = startOf(featureEnds, feature); part < (featureEnds[feature] as number); part++) {
      const exterior = startOf(partEnds, part);
      for (let ring = exterior; ring < (partEnds[part] as number); ring++) {
        const from = at;
        const points = this.#thinned(coordinates, startOf(ringEnds, ring), ringEnds[ring] as number, tile);
        if (at + points > MAX_CORNERS) return false;
        // The last point repeats the first.
        for (let point = 0; point < points - 1; point++) {
          const cornerX = Math.round(this.#pointXs[point] as number);
          const cornerY = Math.round(this.#pointYs[point] as number);
          if (at > from && cornerX === xs[at - 1] && cornerY === ys[at - 1]) continue;
          xs[at] = cornerX;
          ys[at] = cornerY;
          at += 1;
        }
        at = this.#straighten(from, at);
        if (at - from >= 3) {
          const isHole = ring > exterior;
          this.#ends[this.#rings] = at;
          this.#isHole[this.#rings] = Number(isHole);
          // Outlines run clockwise on the screen, holes the other way.
          this.#isForward[this.#rings] = Number(this.#doubleArea(from, at) > 0 !== isHole);
          this.#rings += 1;
        } else {
          at = from;
          // Without its outline a part has no holes either.
          if (ring === exterior) break;
        }
      }
    }
    for (let corner = 0; corner < at; corner++) {
      const [cornerX, cornerY] = [xs[corner] as number, ys[corner] as number];
      if (cornerX < -BUFFER || cornerX > EXTENT + BUFFER || cornerY < -BUFFER || cornerY > EXTENT + BUFFER) {
        this.isWithin = false;
        break;
      }
    }
    return true;
  }

  /**
   * Most lots are convex quadrilaterals far larger than a unit, and those need none of what other outlines do.
   * @returns false for all else
   */
  #snapQuadrilateral(store: FeatureStore, feature: number, { z, x, y }: TileAddress): boolean {
    const { coordinates, ringEnds, partEnds, featureEnds } = store;
    const part = startOf(featureEnds, feature);
    const ring = startOf(partEnds, part);
    const start = startOf(ringEnds, ring);
    if (featureEnds[feature] !== part + 1 || partEnds[part] !== ring + 1 || ringEnds[ring] !== start + 5) return false;
    const [xs, ys] = [this.#xs, this.#ys];
    const scale = EXTENT * 2 ** z;
    const [left, top] = [x * EXTENT, y * EXTENT];
    let isWithin = true;
    for (let corner = 0; corner < 4; corner++) {
      const cornerX = Math.round((coordinates[2 * (start + corner)] as number) * scale - left);
      const cornerY = Math.round((coordinates[2 * (start + corner) + 1] as number) * scale - top);
      xs[corner] = cornerX;
      ys[corner] = cornerY;
      if (cornerX < -BUFFER || cornerX > EXTENT + BUFFER || cornerY < -BUFFER || cornerY > EXTENT + BUFFER)
        isWithin = false;
    }
    for (let corner = 0; corner < 4; corner++) {
      const next = (corner + 1) & 3;
      // Corners that near may be thinned out.
      const length =
        Math.abs((xs[next] as number) - (xs[corner] as number)) +
        Math.abs((ys[next] as number) - (ys[corner] as number));
      if (length < 3) return false;
    }
    const turn = this.#side(0, 1, 2);
    const isConvex =
      turn > 0
        ? this.#side(1, 2, 3) > 0 && this.#side(2, 3, 0) > 0 && this.#side(3, 0, 1) > 0
        : turn < 0 && this.#side(1, 2, 3) < 0 && this.#side(2, 3, 0) < 0 && this.#side(3, 0, 1) < 0;
    if (!isConvex) return false;
    this.isWithin = isWithin;
    this.#rings = 1;
    this.#ends[0] = 4;
    this.#isHole[0] = 0;
    this.#isForward[0] = Number(turn > 0);
    return true;
  }

  /** Points of a ring in tile units, as many as the tile's resolution asks for. @returns how many */
  #thinned(coordinates: Float64Array, start: number, end: number, { z, x, y }: TileAddress): number {
    if (this.#pointXs.length < end - start) {
      this.#pointXs = new Float64Array(2 * (end - start));
      this.#pointYs = new Float64Array(2 * (end - start));
    }
    const [xs, ys] = [this.#pointXs, this.#pointYs];
    const scale = EXTENT * 2 ** z;
    const [left, top] = [x * EXTENT, y * EXTENT];
    for (let point = start; point < end; point++) {
      xs[point - start] = (coordinates[2 * point] as number) * scale - left;
      ys[point - start] = (coordinates[2 * point + 1] as number) * scale - top;
    }
    return thin(xs, ys, end - start, 4);
  }

  get isEmpty(): boolean {
    return this.#rings === 0;
  }

  get isOneConvex(): boolean {
    return this.#isKnownConvex || (this.#rings === 1 && this.#isConvex());
  }

  write(out: ByteWriter): void {
    const pen = new Pen(out);
    for (let ring = 0; ring < this.#rings; ring++)
      pen.corners(
        this.#xs,
        this.#ys,
        startOf(this.#ends, ring),
        this.#ends[ring] as number,
        this.#isForward[ring] === 1,
      );
  }

  /** As flat arrays, outlines clockwise on the screen and holes the other way. */
  rings(): Ring[] {
    const rings: Ring[] = [];
    for (let index = 0, from = 0; index < this.#rings; index++) {
      const end = this.#ends[index] as number;
      const ring: number[] = [];
      for (let step = 0; step < end - from; step++) {
        const corner = this.#isForward[index] === 1 ? from + step : end - 1 - step;
        ring.push(this.#xs[corner] as number, this.#ys[corner] as number);
      }
      rings.push(ring);
      from = end;
    }
    return rings;
  }

  /** The same as parts of rings, exterior first. */
  parts(): Ring[][] {
    const parts: Ring[][] = [];
    this.rings().forEach((ring, index) => {
      if (this.#isHole[index] === 1) parts.at(-1)?.push(ring);
      else parts.push([ring]);
    });
    return parts;
  }

  /** No two sides of any rings touch but neighbours at their common corner. Snapping can push thin outlines over each other. */
  isSimple(): boolean {
    const [xs, ys, ends] = [this.#xs, this.#ys, this.#ends];
    let ringStart = 0;
    for (let ring = 0; ring < this.#rings; ring++) {
      const ringEnd = ends[ring] as number;
      for (let a = ringStart; a < ringEnd; a++) {
        const aNext = a + 1 < ringEnd ? a + 1 : ringStart;
        const [west, east] = minMax(xs[a] as number, xs[aNext] as number);
        const [north, south] = minMax(ys[a] as number, ys[aNext] as number);
        let otherStart = ringStart;
        for (let other = ring; other < this.#rings; other++) {
          const otherEnd = ends[other] as number;
          for (let b = Math.max(otherStart, a + 1); b < otherEnd; b++) {
            const bNext = b + 1 < otherEnd ? b + 1 : otherStart;
            const [x1, x2, y1, y2] = [xs[b] as number, xs[bNext] as number, ys[b] as number, ys[bNext] as number];
            if ((x1 < west && x2 < west) || (x1 > east && x2 > east)) continue;
            if ((y1 < north && y2 < north) || (y1 > south && y2 > south)) continue;
            // Neighbours meet in a corner; that they do not run back over each other was seen to before.
            if (bNext !== a && b !== aNext && this.#cross(a, aNext, b, bNext)) return false;
          }
          otherStart = otherEnd;
        }
      }
      ringStart = ringEnd;
    }
    return true;
  }

  /** Takes out corners on the straight line between their neighbours, and the tips of spikes. @returns where the ring now ends */
  #straighten(from: number, end: number): number {
    const [xs, ys] = [this.#xs, this.#ys];
    let [last, at, since] = [end, from, 0];
    // A corner taken out may put its neighbours in line: go on until all corners have been seen without one.
    while (last - from >= 3 && since < last - from) {
      const before = at > from ? at - 1 : last - 1;
      const after = at + 1 < last ? at + 1 : from;
      if (this.#side(before, at, after) === 0) {
        xs.copyWithin(at, at + 1, last);
        ys.copyWithin(at, at + 1, last);
        last -= 1;
        at = at > from ? at - 1 : last - 1;
        since = 0;
      } else {
        at = after;
        since += 1;
        if (at >= last) at = from;
      }
    }
    return last - from >= 3 ? last : from;
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
    const [xs, end] = [this.#xs, this.#ends[0] as number];
    let [turn, xTurns, lastStep] = [0, 0, 0];
    for (let at = 0; at < end; at++) {
      const next = at + 1 < end ? at + 1 : 0;
      const side = this.#side(at, next, next + 1 < end ? next + 1 : 0);
      if (turn !== 0 && side > 0 !== turn > 0) return false;
      turn = side;
      const step = Math.sign((xs[next] as number) - (xs[at] as number));
      if (step === 0) continue;
      if (lastStep !== 0 && step !== lastStep) xTurns += 1;
      lastStep = step;
    }
    return xTurns <= 2;
  }

  #side(a: number, b: number, c: number): number {
    const [xs, ys] = [this.#xs, this.#ys];
    return (
      ((xs[b] as number) - (xs[a] as number)) * ((ys[c] as number) - (ys[a] as number)) -
      ((ys[b] as number) - (ys[a] as number)) * ((xs[c] as number) - (xs[a] as number))
    );
  }

  #cross(a: number, aNext: number, b: number, bNext: number): boolean {
    const [b1, b2] = [this.#side(a, aNext, b), this.#side(a, aNext, bNext)];
    if ((b1 > 0 && b2 > 0) || (b1 < 0 && b2 < 0)) return false;
    const [a1, a2] = [this.#side(b, bNext, a), this.#side(b, bNext, aNext)];
    return !((a1 > 0 && a2 > 0) || (a1 < 0 && a2 < 0));
  }
}

const minMax = (a: number, b: number): readonly [number, number] => (a < b ? [a, b] : [b, a]);
