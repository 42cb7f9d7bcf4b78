type Numbers = Float64Array | Uint32Array | Uint8Array;

/** An array that doubles when it is full. */
export class Growing<T extends Numbers> {
  readonly #type: new (source: SharedArrayBuffer | number) => T;
  #values: T;
  length = 0;

  constructor(type: new (source: never) => T, capacity = 1 << 10) {
    this.#type = type as unknown as new (source: SharedArrayBuffer | number) => T;
    this.#values = new this.#type(capacity);
  }

  get byteLength(): number {
    return this.length * this.#values.BYTES_PER_ELEMENT;
  }

  at(index: number): number {
    return this.#values[index] as number;
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow(this.length * 2);
    this.#values[this.length++] = value;
  }

  /** For runs of a few values, of which a view would cost more than to copy them one by one. */
  append(values: ArrayLike<number>, from = 0, to = values.length): void {
    const into = this.#room(to - from);
    for (let at = from; at < to; at++) into[this.length++] = values[at] as number;
  }

  /** What the values stand in, with room for so many more. */
  #room(more: number): T {
    if (this.length + more > this.#values.length) this.#grow(2 * (this.length + more));
    return this.#values;
  }

  /** @param isShared in memory that threads share; else a view of what this holds */
  done(isShared = false): T {
    const values = this.#values.subarray(0, this.length) as T;
    if (!isShared) return values;
    const shared = new this.#type(new SharedArrayBuffer(this.byteLength));
    shared.set(values);
    return shared;
  }

  #grow(capacity: number): void {
    const larger = new this.#type(capacity);
    larger.set(this.#values);
    this.#values = larger;
  }
}
