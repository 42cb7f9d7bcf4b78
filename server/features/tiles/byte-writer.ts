/** So many are copied one by one before a view of them would be made. */
const FEW_BYTES = 64;

/** How many bytes a field of so many bytes takes with its header, of field numbers up to 15. */
export const sizeOfField = (length: number): number => {
  let size = 2 + length;
  for (let rest = length; rest > 0x7f; rest >>>= 7) size += 1;
  return size;
};

const writeVarint = (bytes: Uint8Array, start: number, value: number): number => {
  let [at, rest] = [start, value];
  while (rest > 0x7f) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
};

/** Bytes of Protocol Buffers, written forward into memory that is used again for the next tile. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** An unsigned number below 2³². */
  varint(value: number): void {
    this.#reserve(5);
    this.length = writeVarint(this.#bytes, this.length, value);
  }

  /** A signed number, small where it is near zero. */
  zigzag(value: number): void {
    this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  double(value: number): void {
    this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(this.length, value, true);
    this.length += 8;
  }

  append(bytes: Uint8Array, from = 0, to = bytes.length): void {
    this.#reserve(to - from);
    const [out, into] = [this.#bytes, this.length - from];
    if (to - from > FEW_BYTES) out.set(bytes.subarray(from, to), this.length);
    else for (let at = from; at < to; at++) out[into + at] = bytes[at] as number;
    this.length += to - from;
  }

  /** A field of the given number that holds bytes of known length: message, text or packed numbers. */
  field(number: number, bytes: Uint8Array, from = 0, to = bytes.length): void {
    this.header(number, to - from);
    this.append(bytes, from, to);
  }

  /** The same of what another writer holds. */
  fieldOf(number: number, other: ByteWriter): void {
    this.field(number, other.#bytes, 0, other.length);
  }

  header(number: number, length: number): void {
    this.#reserve(6);
    this.length = writeVarint(this.#bytes, writeVarint(this.#bytes, this.length, (number << 3) | 2), length);
  }

  /** A view, true until the next write. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}
