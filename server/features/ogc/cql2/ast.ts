/**
 * A filter of CQL2 (OGC 21-065): the structure of its JSON encoding, which the text encoding is read into as well. What is not
 * here (arithmetic, arrays, functions of our own) is refused by name.
 */
export const COMPARISONS = ["=", "<>", "<", ">", "<=", ">="] as const;
export const SPATIAL = [
  "s_intersects",
  "s_equals",
  "s_disjoint",
  "s_touches",
  "s_within",
  "s_overlaps",
  "s_crosses",
  "s_contains",
] as const;
export const TEMPORAL = [
  "t_after",
  "t_before",
  "t_contains",
  "t_disjoint",
  "t_during",
  "t_equals",
  "t_finishedBy",
  "t_finishes",
  "t_intersects",
  "t_meets",
  "t_metBy",
  "t_overlappedBy",
  "t_overlaps",
  "t_startedBy",
  "t_starts",
] as const;

export type Comparison = (typeof COMPARISONS)[number];
export type SpatialOp = (typeof SPATIAL)[number];
export type TemporalOp = (typeof TEMPORAL)[number];

export type Property = { readonly property: string };
type DateLiteral = { readonly date: string };
type TimestampLiteral = { readonly timestamp: string };
export type Instant = DateLiteral | TimestampLiteral | Property;
type Interval = { readonly interval: readonly [Instant | "..", Instant | ".."] };
export type Temporal = Instant | Interval;
/** casei: without regard to case; accenti: without regard to diacritics, đ read as d. */
type Folded = { readonly op: "casei" | "accenti"; readonly args: readonly [TextExpression] };
export type TextExpression = string | Property | Folded;
export type Scalar = string | number | boolean | Property | DateLiteral | TimestampLiteral | Folded;

type Position = readonly number[];
export type Geometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "LineString" | "MultiPoint"; readonly coordinates: readonly Position[] }
  | { readonly type: "Polygon" | "MultiLineString"; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly Position[])[])[] };
export type Spatial = Geometry | { readonly bbox: readonly number[] } | Property;

export type Filter =
  | boolean
  | { readonly op: "and" | "or"; readonly args: readonly Filter[] }
  | { readonly op: "not"; readonly args: readonly [Filter] }
  | { readonly op: Comparison; readonly args: readonly [Scalar, Scalar] }
  | { readonly op: "like"; readonly args: readonly [TextExpression, TextExpression] }
  | { readonly op: "between"; readonly args: readonly [Scalar, Scalar, Scalar] }
  | { readonly op: "in"; readonly args: readonly [Scalar, readonly Scalar[]] }
  | { readonly op: "isNull"; readonly args: readonly [Scalar] }
  | { readonly op: SpatialOp; readonly args: readonly [Spatial, Spatial] }
  | { readonly op: TemporalOp; readonly args: readonly [Temporal, Temporal] };
