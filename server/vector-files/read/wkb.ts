import { faultOf, type FileFault, type Shape, shapeOf } from "./features.ts";

type Outcome = { shape: Shape } | { fault: FileFault };
class Broken extends Error {}

/** Reads what it was asked to and no further: counts are believed only as far as there are bytes for them. */
class Reader {
  readonly #view: DataView;
  #at: number;
  isLittle = true;

  constructor(bytes: Uint8Array, at: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }
  byte(): number {
    this.#need(1);
    return this.#view.getUint8(this.#at++);
  }
  uint(): number {
    this.#need(4);
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, this.isLittle);
  }
  double(): number {
    this.#need(8);
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, this.isLittle);
  }
  /** A number of things that take so many bytes at least. */
  count(ofBytes: number): number {
    const count = this.uint();
    this.#need(count * ofBytes);
    return count;
  }
  #need(bytes: number): void {
    if (this.#at + bytes > this.#view.byteLength) throw new Broken();
  }
}

const POLYGON = 3;
const MULTIPOLYGON = 6;
const FIRST_CURVE = 8;

const typeOf = (reader: Reader): { type: number; dimensions: number } => {
  reader.isLittle = reader.byte() === 1;
  const word = reader.uint();
  // Heights and measures as ISO (1003, 2003, 3003) or as PostGIS (high bits) mark them.
  const [iso, base] = [Math.floor((word & 0xffff) / 1000), (word & 0xffff) % 1000];
  const isZ = (word & 0x80000000) !== 0 || iso === 1 || iso === 3;
  const isM = (word & 0x40000000) !== 0 || iso === 2 || iso === 3;
  if ((word & 0x20000000) !== 0) reader.uint();
  return { type: base, dimensions: 2 + Number(isZ) + Number(isM) };
};

const ringsOf = (reader: Reader, dimensions: number): number[][][] =>
  Array.from({ length: reader.count(4) }, () =>
    Array.from({ length: reader.count(dimensions * 8) }, () => {
      const point = [reader.double(), reader.double()];
      for (let more = 2; more < dimensions; more++) reader.double();
      return point;
    }),
  );

const polygonsOf = (reader: Reader): number[][][][] | FileFault => {
  const { type, dimensions } = typeOf(reader);
  if (type === POLYGON) return [ringsOf(reader, dimensions)];
  if (type === MULTIPOLYGON) {
    const polygons: number[][][][] = [];
    for (let left = reader.count(9); left > 0; left--) {
      const part = typeOf(reader);
      if (part.type !== POLYGON) throw new Broken();
      polygons.push(ringsOf(reader, part.dimensions));
    }
    return polygons;
  }
  return faultOf(type >= FIRST_CURVE && type <= 12 ? "curve" : "not-area");
};

/** Bytes of the boxes that a GeoPackage may put before a geometry, by the number in its flags. */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

/** A geometry as GeoPackage stores it. */
export const shapeOfGeoPackage = (bytes: Uint8Array): Outcome => {
  const flags = bytes[3] ?? 0;
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (bytes[0] !== 0x47 || bytes[1] !== 0x50 || envelope === undefined) return { fault: faultOf("no-shape") };
  if ((flags & 0x10) !== 0) return { fault: faultOf("no-shape") };
  try {
    const polygons = polygonsOf(new Reader(bytes, 8 + envelope));
    return Array.isArray(polygons) ? shapeOf(polygons) : { fault: polygons };
  } catch (error) {
    if (error instanceof Broken) return { fault: faultOf("not-number") };
    throw error;
  }
};
