import initGeos from "geos-wasm";
import type { Box, Ring } from "./ring.ts";
import { POLYGON, readWkb } from "#server/wkb.ts";

/** The engine PostGIS itself computes with, as WebAssembly; ready when this module is. */
const geos = await initGeos();

const { Module: memory } = geos;
/** Results are rounded to this grid in the course of the computation (snap rounding), so that they are valid on it. */
const GRID = 1;
const lengthAt = memory._malloc(8);

/** Outlines count once and holes take away, however they overlap; what collapses is dropped. */
const byStructure = geos.GEOSMakeValidParams_create();
geos.GEOSMakeValidParams_setMethod(byStructure, 1);
geos.GEOSMakeValidParams_setKeepCollapsed(byStructure, 0);

/**
 * Cuts outlines by a box, to whole units: of any input that is valid before it is rounded, however thin, the result is valid.
 * Slow (some 0.3 ms), so for the few that simpler ways cannot do.
 * @param parts of rings in tile units, exterior first
 * @returns parts of rings, exterior first, without the repeated last point
 * @throws {Error} where the engine gives up
 */
export const cutExactly = (parts: readonly (readonly Ring[])[], [west, north, east, south]: Box): Ring[][] => {
  const box = geometryOf([[[west, north, east, north, east, south, west, south]]]);
  const subject = geometryOf(parts);
  const valid = geos.GEOSMakeValidWithParams(subject, byStructure);
  const cut = geos.GEOSIntersectionPrec(valid, box, GRID);
  const areas = cut === 0 ? null : areasOf(cut);
  for (const geometry of new Set([box, subject, valid, cut])) if (geometry !== 0) geos.GEOSGeom_destroy(geometry);
  if (!areas) throw new Error("an outline could not be cut to its tile");
  return areas;
};

const geometryOf = (parts: readonly (readonly Ring[])[]): number => {
  const wkb = wkbOf(parts);
  const at = memory._malloc(wkb.length);
  memory.HEAPU8.set(wkb, at);
  const geometry = geos.GEOSGeomFromWKB_buf(at, wkb.length);
  memory._free(at);
  return geometry;
};

/** Of what a cut left only areas count; it may also leave lines and points where the outline touches the box. */
const areasOf = (geometry: number): Ring[][] => {
  const areas: Ring[][] = [];
  for (let index = 0; index < geos.GEOSGetNumGeometries(geometry); index++) {
    const part = geos.GEOSGetGeometryN(geometry, index);
    if (geos.GEOSGeomTypeId(part) !== POLYGON || geos.GEOSisEmpty(part) === 1) continue;
    const at = geos.GEOSGeomToWKB_buf(part, lengthAt);
    const rings: Ring[] = [];
    readWkb(memory.HEAPU8.slice(at, at + memory.getValue(lengthAt, "i32")), {
      // The last point is the first one again.
      ring: (numbers, length) => rings.push(Array.from(numbers.subarray(0, length - 2))),
      endPart: () => areas.push(rings),
    });
    geos.GEOSFree(at);
  }
  return areas;
};

const MULTIPOLYGON = 6;

/** Little-endian well-known binary; rings are closed. */
const wkbOf = (parts: readonly (readonly Ring[])[]): Uint8Array => {
  const points = parts.flat().reduce((sum, ring) => sum + ring.length / 2 + 1, 0);
  const view = new DataView(new ArrayBuffer(9 + parts.length * 9 + parts.flat().length * 4 + points * 16));
  let at = 0;
  const head = (type: number, count: number) => {
    view.setUint8(at, 1);
    view.setUint32(at + 1, type, true);
    view.setUint32(at + 5, count, true);
    at += 9;
  };
  head(MULTIPOLYGON, parts.length);
  for (const rings of parts) {
    head(POLYGON, rings.length);
    for (const ring of rings) {
      view.setUint32(at, ring.length / 2 + 1, true);
      at += 4;
      for (let index = 0; index < ring.length + 2; index++) {
        view.setFloat64(at, ring[index % ring.length] as number, true);
        at += 8;
      }
    }
  }
  return new Uint8Array(view.buffer);
};
