import { ByteWriter } from "./byte-writer.ts";
import { Growing } from "./growing.ts";

export type PropertyValue = string | number | boolean;

/** Runs of bytes: run `i` ends at `ends[i]`. */
export type ByteColumn = { readonly bytes: Uint8Array; readonly ends: Uint32Array };

/**
 * One property of all features. `codes[i]` is a row of `values`, 0 for “none”; values are kept as the vector tile message they
 * are written as, so that a tile copies them.
 */
export type Column = {
  readonly name: string;
  readonly codes: Uint32Array;
  readonly values: ByteColumn;
  /** No two features have the same value. */
  readonly isDistinct: boolean;
};

// Fields of `Value` in vector-tile-spec 2.1.
const STRING = 1;
const DOUBLE = 3;
const SINT = 6;
const BOOL = 7;

const utf8 = new TextEncoder();
/** Written anew for each text and value. */
const letters = new Uint8Array(256);
const message = new ByteWriter();

/** Texts of Latin letters that are short, as nearly all are, are encoded here: to call the encoder takes ten times as long. */
const writeText = (text: string, out: ByteWriter): void => {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7ff || length > letters.length - 2) return out.field(STRING, utf8.encode(text));
    if (unit < 0x80) letters[length++] = unit;
    else {
      letters[length++] = 0xc0 | (unit >> 6);
      letters[length++] = 0x80 | (unit & 0x3f);
    }
  }
  out.field(STRING, letters, 0, length);
};

/** As a `Value` message. */
export const writeValue = (value: PropertyValue, out: ByteWriter): void => {
  if (typeof value === "string") writeText(value, out);
  else if (typeof value === "boolean") {
    out.varint(BOOL << 3);
    out.varint(value ? 1 : 0);
  } else if (Number.isInteger(value) && Math.abs(value) < 2 ** 30) {
    out.varint(SINT << 3);
    out.zigzag(value);
  } else {
    out.varint((DOUBLE << 3) | 1);
    out.double(value);
  }
};

export const startOf = (ends: Uint32Array, row: number): number => (row === 0 ? 0 : (ends[row - 1] as number));

export class ByteColumnBuilder {
  readonly #bytes = new Growing(Uint8Array);
  readonly #ends = new Growing(Uint32Array);

  add(bytes: Uint8Array, from = 0, to = bytes.length): void {
    this.#bytes.append(bytes, from, to);
    this.#ends.push(this.#bytes.length);
  }

  get byteLength(): number {
    return this.#bytes.byteLength + this.#ends.byteLength;
  }

  done(isShared = false): ByteColumn {
    return { bytes: this.#bytes.done(isShared), ends: this.#ends.done(isShared) };
  }
}

export class ColumnBuilder {
  readonly #codes = new Growing(Uint32Array);
  readonly #values = new ByteColumnBuilder();
  readonly #codeOf = new Map<PropertyValue, number>();
  #isDistinct = true;

  constructor() {
    this.#values.add(new Uint8Array());
  }

  get byteLength(): number {
    return this.#codes.byteLength + this.#values.byteLength;
  }

  /** @returns the code of the value */
  set(feature: number, value: PropertyValue): number {
    this.#padTo(feature);
    const known = this.#codeOf.get(value);
    if (known !== undefined) this.#isDistinct = false;
    const code = known ?? this.#define(value);
    this.#codes.push(code);
    return code;
  }

  done(name: string, features: number, isShared = false): Column {
    this.#padTo(features);
    return {
      name,
      codes: this.#codes.done(isShared),
      values: this.#values.done(isShared),
      isDistinct: this.#isDistinct,
    };
  }

  /** Features before this one that came without the property. */
  #padTo(feature: number): void {
    while (this.#codes.length < feature) this.#codes.push(0);
  }

  #define(value: PropertyValue): number {
    const code = this.#codeOf.size + 1;
    this.#codeOf.set(value, code);
    message.clear();
    writeValue(value, message);
    this.#values.add(message.written());
    return code;
  }
}
