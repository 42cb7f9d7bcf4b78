import { faultOf, type FileFault, type Shape, shapeOf } from "./features.ts";

const HEAD = /^\s*(?:SRID=\d+;)?\s*(MULTI)?POLYGON\s*(?:Z|M|ZM)?\s*(?=\()/i;

/** `POLYGON ((x y, …))` and `MULTIPOLYGON (((x y, …)))`, further numbers of a corner being heights. */
export const shapeOfWkt = (text: string): { shape: Shape } | { fault: FileFault } => {
  const head = HEAD.exec(text);
  if (!head) return { fault: faultOf("not-area") };
  const body = text.slice(head[0].length).trim();
  // As lists: numbers of a corner by blanks become a list of their own.
  if (!/^[\d\s().,eE+-]+$/.test(body)) return { fault: faultOf("not-number") };
  const json = body
    .replaceAll("(", "[")
    .replaceAll(")", "]")
    .replaceAll(/[^[\],]+/g, (corner) => {
      const numbers = corner.trim();
      return numbers === ""
        ? ""
        : `[${numbers
            .split(/\s+/)
            .map((word) => String(Number(word)))
            .join(",")}]`;
    });
  try {
    const coordinates: unknown = JSON.parse(json.replaceAll("NaN", "null").replaceAll(/-?Infinity/g, "null"));
    return shapeOf(head[1] === undefined ? [coordinates] : coordinates);
  } catch {
    return { fault: faultOf("not-number") };
  }
};
