import type { ByteWriter } from "./byte-writer.ts";
import type { Ring } from "./ring.ts";

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** The cursor of a feature: every point is written as its distance from the one before. */
export class Pen {
  readonly #out: ByteWriter;
  #x = 0;
  #y = 0;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  points(points: readonly Ring[]): boolean {
    if (points.length === 0) return false;
    this.#command(MOVE_TO, points.length);
    for (const point of points) this.#to(Math.round(point[0] ?? 0), Math.round(point[1] ?? 0));
    return true;
  }

  line(line: Ring): boolean {
    return line.length >= 4 && this.#path(line);
  }

  ring(ring: Ring): boolean {
    if (ring.length < 6) return false;
    this.#path(ring);
    this.#command(CLOSE_PATH, 1);
    return true;
  }

  /** Corners `from` to before `end` of a ring, in this order or the other way round. */
  corners(xs: Float64Array, ys: Float64Array, from: number, end: number, isForward: boolean): void {
    const step = isForward ? 1 : -1;
    let at = isForward ? from : end - 1;
    this.#command(MOVE_TO, 1);
    this.#to(xs[at] as number, ys[at] as number);
    this.#command(LINE_TO, end - from - 1);
    for (let left = end - from - 1; left > 0; left--) {
      at += step;
      this.#to(xs[at] as number, ys[at] as number);
    }
    this.#command(CLOSE_PATH, 1);
  }

  #path(points: Ring): true {
    this.#command(MOVE_TO, 1);
    this.#to(points[0] ?? 0, points[1] ?? 0);
    this.#command(LINE_TO, points.length / 2 - 1);
    for (let at = 2; at < points.length; at += 2) this.#to(points[at] ?? 0, points[at + 1] ?? 0);
    return true;
  }

  #command(command: number, count: number): void {
    this.#out.varint((count << 3) | command);
  }

  #to(x: number, y: number): void {
    this.#out.zigzag(x - this.#x);
    this.#out.zigzag(y - this.#y);
    this.#x = x;
    this.#y = y;
  }
}
