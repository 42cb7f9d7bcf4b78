/** Where a decoded geometry goes: the rings or the line of a part in order, then the end of that part. */
export type GeometrySink = {
  /** @param numbers whose first `length` are x and y of each point in turn, true until the next ring */
  readonly ring: (numbers: Float64Array, length: number) => void;
  /** Of a multi-geometry each member is a part; a single geometry is one part. */
  readonly endPart: () => void;
};

/** Set in the type of what PostGIS keeps: the number of the reference system follows. */
const WITH_SRID = 0x2000_0000;

/** Types of geometry as vector tiles number them. */
export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;
export type GeometryType = typeof POINT | typeof LINE | typeof POLYGON;

const MULTI = 3;
const POINT_BYTES = 16;

/** Of the ring at hand; used again for the next. */
let numbersOfRing = new Float64Array(1 << 10);

/**
 * Reads two-dimensional well-known binary (as PostGIS keeps it, with or without its reference system), one geometry after another, into sinks, without an
 * object per point: a layer of a million outlines is decoded in one pass.
 */
export class WkbReader {
  readonly #view: DataView;
  #at = 0;
  #isLittle = true;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @throws {RangeError} for other types, dimensions, and bytes that end early */
  read(sink: GeometrySink): GeometryType {
    return this.#geometry(sink);
  }

  /**
   * Passes over a geometry.
   * @returns where the next one begins
   */
  skip(): number {
    this.#geometry(null);
    return this.#at;
  }

  moveTo(at: number): void {
    this.#at = at;
  }

  #geometry(sink: GeometrySink | null): GeometryType {
    const type = this.#head();
    if (type < POINT || type > POLYGON + MULTI) throw new RangeError(`well-known binary of type ${type}`);
    if (type <= POLYGON) {
      this.#part(type, sink);
      return type as GeometryType;
    }
    const members = this.#count();
    for (let member = 0; member < members; member++) this.#part(this.#head(), sink);
    return (type - MULTI) as GeometryType;
  }

  #head(): number {
    this.#isLittle = this.#view.getUint8(this.#at) === 1;
    this.#at += 1;
    const type = this.#count();
    if ((type & WITH_SRID) === 0) return type;
    this.#at += 4;
    return type & ~WITH_SRID;
  }

  #count(): number {
    const value = this.#view.getUint32(this.#at, this.#isLittle);
    this.#at += 4;
    return value;
  }

  #part(type: number, sink: GeometrySink | null): void {
    const rings = type === POLYGON ? this.#count() : 1;
    for (let ring = 0; ring < rings; ring++) {
      const points = type === POINT ? 1 : this.#count();
      sink?.ring(this.#numbers(2 * points), 2 * points);
      this.#at += points * POINT_BYTES;
    }
    sink?.endPart();
  }

  #numbers(length: number): Float64Array {
    const view = this.#view;
    // Before memory is taken for them: a wrong count must not ask for more than there is.
    if (this.#at + 8 * length > view.byteLength) throw new RangeError("well-known binary that ends early");
    if (length > numbersOfRing.length) numbersOfRing = new Float64Array(2 * length);
    const [numbers, start, isLittle] = [numbersOfRing, this.#at, this.#isLittle];
    for (let index = 0; index < length; index++) numbers[index] = view.getFloat64(start + 8 * index, isLittle);
    return numbers;
  }
}

/** One geometry. @throws {RangeError} as the reader does */
export const readWkb = (bytes: Uint8Array, sink: GeometrySink): GeometryType => new WkbReader(bytes).read(sink);
