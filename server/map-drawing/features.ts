import type { SiteKind } from "#contracts/sites.ts";
import { gridOf, type Point } from "./frame.ts";

type Position = readonly number[];
export type MapGeometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "LineString"; readonly coordinates: readonly Position[] }
  | { readonly type: "MultiLineString" | "Polygon"; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** What is drawn on paper: the ground and the sites upon it, in degrees. */
export type MapFeature = {
  readonly layer:
    | "neighbours"
    | "province"
    | "districts"
    | "communes"
    | "water"
    | "rivers"
    | "roads"
    | "places"
    | "site-outlines";
  readonly nameVi: string | null;
  readonly nameEn: string | null;
  /** 1 is the most important of its layer. */
  readonly rank: number;
  /** Site that an outline belongs to. */
  readonly siteId: string | null;
  readonly geometry: MapGeometry;
};

export type MapSite = {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: SiteKind;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly isMadeUp: boolean;
  /** The position is a guess or may be wrong. */
  readonly isDoubtful: boolean;
  readonly position: Point;
};

export type MapContent = { readonly features: readonly MapFeature[]; readonly sites: readonly MapSite[] };

type Part = { readonly points: readonly Point[]; readonly isArea: boolean };

const pointOf = ([x = 0, y = 0]: Position): Point => [x, y];

/** Lines, and rings of areas, of a geometry; a point is a line of one point. */
export const partsOf = (geometry: MapGeometry): Part[] => {
  switch (geometry.type) {
    case "Point":
      return [{ points: [pointOf(geometry.coordinates)], isArea: false }];
    case "LineString":
      return [{ points: geometry.coordinates.map(pointOf), isArea: false }];
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates.map((points) => ({
        points: points.map(pointOf),
        isArea: geometry.type === "Polygon",
      }));
    case "MultiPolygon":
      return geometry.coordinates.flat().map((points) => ({ points: points.map(pointOf), isArea: true }));
  }
};

const inGrid = new WeakMap<MapGeometry, readonly Part[]>();

/** The same in metres of the grid; kept, since a book of sheets draws the same ground hundreds of times. */
export const gridPartsOf = (geometry: MapGeometry): readonly Part[] => {
  const kept = inGrid.get(geometry);
  if (kept) return kept;
  const parts = partsOf(geometry).map(({ points, isArea }) => ({ points: points.map(gridOf), isArea }));
  inGrid.set(geometry, parts);
  return parts;
};
