/** Where a decoded geometry goes: points of a ring or line in order, then the end of that ring, then the end of the part. */
export type GeometrySink = {
  readonly point: (x: number, y: number) => void;
  readonly endRing: () => void;
  /** Of a multi-geometry each member is a part; a single geometry is one part. */
  readonly endPart: () => void;
};

/** Types of geometry as vector tiles number them. */
export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;
export type GeometryType = typeof POINT | typeof LINE | typeof POLYGON;

const MULTI = 3;

/**
 * Reads two-dimensional well-known binary (as `st_asbinary` writes it) into a sink, without an object per point: a layer of a
 * million outlines is decoded in one pass.
 * @throws {RangeError} for other types, dimensions, and bytes that end early
 */
export const readWkb = (bytes: Uint8Array, sink: GeometrySink): GeometryType => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let isLittle = true;
  const count = (): number => {
    const value = view.getUint32(at, isLittle);
    at += 4;
    return value;
  };
  const points = (howMany: number): void => {
    for (let index = 0; index < howMany; index++) {
      sink.point(view.getFloat64(at, isLittle), view.getFloat64(at + 8, isLittle));
      at += 16;
    }
  };
  const part = (type: number): void => {
    const rings = type === POLYGON ? count() : 1;
    for (let ring = 0; ring < rings; ring++) {
      points(type === POINT ? 1 : count());
      sink.endRing();
    }
    sink.endPart();
  };
  const head = (): number => {
    isLittle = view.getUint8(at) === 1;
    at += 1;
    return count();
  };
  const type = head();
  if (type < POINT || type > POLYGON + MULTI) throw new RangeError(`well-known binary of type ${type}`);
  if (type <= POLYGON) {
    part(type);
    return type as GeometryType;
  }
  const members = count();
  for (let member = 0; member < members; member++) part(head());
  return (type - MULTI) as GeometryType;
};
