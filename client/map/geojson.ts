/** The few GeoJSON shapes the map computes with; properties as the layers of the API carry them. */
export type LngLat = readonly [number, number];
export type Polygonal =
  | { readonly type: "Polygon"; readonly coordinates: readonly (readonly LngLat[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly LngLat[])[])[] };
export type Linear =
  | { readonly type: "LineString"; readonly coordinates: readonly LngLat[] }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly (readonly LngLat[])[] };

export type BaseProperties = {
  readonly id: string;
  readonly nameVi: string | null;
  readonly nameEn: string | null;
  readonly rank: number;
  readonly class: string | null;
};
export type BaseFeature<G> = { readonly type: "Feature"; readonly geometry: G; readonly properties: BaseProperties };
export type BaseCollection<G> = { readonly type: "FeatureCollection"; readonly features: readonly BaseFeature<G>[] };

export const linesOf = (shape: Linear): readonly (readonly LngLat[])[] =>
  shape.type === "LineString" ? [shape.coordinates] : shape.coordinates;

export const outerRings = (shape: Polygonal): readonly (readonly LngLat[])[] =>
  shape.type === "Polygon" ? shape.coordinates.slice(0, 1) : shape.coordinates.map((polygon) => polygon[0] ?? []);
