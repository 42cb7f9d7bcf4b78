/** A figure and a site with everything a contract asks for, of which a test says only what it is about. */

import type { Figure } from "#contracts/figures.ts";
import type { Site } from "#contracts/sites.ts";

export const sampleFigure = (change: Partial<Figure> & Pick<Figure, "id" | "metric">): Figure => ({
  subject: change.id.split(".")[0] ?? "",
  target: null,
  value: 1,
  low: null,
  high: null,
  printed: null,
  decimals: 0,
  qualifier: "exact",
  unit: "ha",
  asOf: "2024-12-31",
  period: "2024-12",
  method: "published",
  source: null,
  formula: null,
  inputs: [],
  confidence: "high",
  knownOn: "2026-11-22",
  noteVi: null,
  noteEn: null,
  supersededBy: null,
  restates: null,
  ...change,
});

export const sampleSite = (id: string, change: Partial<Site> = {}): Site => ({
  id,
  dataSet: "published",
  kind: "zone",
  status: "operating",
  parentId: null,
  childIds: [],
  nameVi: id,
  nameEn: id,
  shortNameVi: id,
  shortNameEn: id,
  searchKey: id,
  commune: null,
  communeNow: null,
  district: null,
  position: null,
  geometryQuality: "derived",
  geometryMethod: null,
  geometrySource: null,
  positionDoubt: null,
  note: null,
  figures: [],
  ...change,
});
