import { LINE, POINT, readWkb } from "#server/wkb.ts";

/** x and y of each point in turn. */
type Ring = Float64Array;
/** Parts of rings; a point or line has one ring each. */
export type Shape = { readonly type: "Point" | "LineString" | "Polygon"; readonly parts: readonly (readonly Ring[])[] };

export const shapeOf = (wkb: Uint8Array): Shape => {
  const parts: Ring[][] = [];
  let rings: Ring[] = [];
  const type = readWkb(wkb, {
    ring: (numbers, length) => rings.push(numbers.slice(0, length)),
    endPart: () => {
      parts.push(rings);
      rings = [];
    },
  });
  return { type: type === POINT ? "Point" : type === LINE ? "LineString" : "Polygon", parts };
};

/** Above 0 where the ring runs counter-clockwise. */
const signedArea = (ring: Ring): number => {
  // About its first point: coordinates of a grid are large beside the size of a lot.
  const [x0 = 0, y0 = 0] = ring;
  let twice = 0;
  for (let at = 0; at + 3 < ring.length; at += 2) {
    twice += (ring[at]! - x0) * (ring[at + 3]! - y0) - (ring[at + 2]! - x0) * (ring[at + 1]! - y0);
  }
  return twice / 2;
};

/** The same polygon with its outlines running as a format wants them, and its holes the other way. */
export const wound = (shape: Shape, outline: "clockwise" | "counter-clockwise"): Shape => {
  if (shape.type !== "Polygon") return shape;
  const turn = (ring: Ring, index: number): Ring =>
    signedArea(ring) > 0 === ((outline === "counter-clockwise") === (index === 0)) ? ring : reversed(ring);
  return { type: "Polygon", parts: shape.parts.map((rings) => rings.map(turn)) };
};

const reversed = (ring: Ring): Ring => {
  const turned = new Float64Array(ring.length);
  for (let at = 0; at < ring.length; at += 2) {
    turned[at] = ring[ring.length - 2 - at]!;
    turned[at + 1] = ring[ring.length - 1 - at]!;
  }
  return turned;
};

/** A tenth of a millimetre, in degrees and in metres. */
export const decimalsOfText = (srid: number): number => (srid === 4326 ? 9 : 4);

/** Coordinates as text: `open` and `close` go around what holds several. */
const written = (
  { type, parts }: Shape,
  isMulti: boolean,
  decimals: number,
  { open, close, between }: { readonly open: string; readonly close: string; readonly between: string },
): string => {
  const unit = 10 ** decimals;
  const point = (ring: Ring, at: number) =>
    `${Math.round(ring[at]! * unit) / unit}${between}${Math.round(ring[at + 1]! * unit) / unit}`;
  const isJson = open === "[";
  const line = (ring: Ring): string => {
    const points: string[] = [];
    for (let at = 0; at < ring.length; at += 2) points.push(isJson ? `[${point(ring, at)}]` : point(ring, at));
    return open + points.join(",") + close;
  };
  const part = (rings: readonly Ring[]): string => {
    if (type === "Point") return open + point(rings[0]!, 0) + close;
    return type === "LineString" ? line(rings[0]!) : open + rings.map(line).join(",") + close;
  };
  return isMulti ? open + parts.map(part).join(",") + close : part(parts[0]!);
};

export const isMulti = (geometryType: string | null, { parts }: Shape): boolean =>
  parts.length > 1 || (geometryType?.startsWith("Multi") ?? false);

/** RFC 7946: outlines run counter-clockwise. */
export const toGeoJson = (shape: Shape, geometryType: string | null): string => {
  const multi = isMulti(geometryType, shape);
  const coordinates = written(wound(shape, "counter-clockwise"), multi, decimalsOfText(4326), {
    open: "[",
    close: "]",
    between: ",",
  });
  return `{"type":"${multi ? "Multi" : ""}${shape.type}","coordinates":${coordinates}}`;
};

export const toWkt = (shape: Shape, geometryType: string | null, srid: number): string => {
  const multi = isMulti(geometryType, shape);
  const text = written(shape, multi, decimalsOfText(srid), { open: "(", close: ")", between: " " });
  return `${multi ? "MULTI" : ""}${shape.type.toUpperCase()} ${text}`;
};
