/** What the lists of planted faults share: each fault is an edit of the small data set with the only issue that it may raise. */

import { rewrite, setCells, type Edit } from "../data-set.ts";

export interface PlantedFault {
  name: string;
  edit: Edit;
  /** file, row, column, code */
  at: readonly [string, number | null, string | null, string];
  vi: string;
  en: string;
}

export const ZONES = "figures/zones.csv";
export const OTHERS = "figures/others.csv";
export const SITES = "sites/zones.csv";
export const COMMUNES = "boundaries/communes-2015.geojson";
export const GROSS = "khu-mot.grossHa.2015-06";
export const setFigure = (id: string, cells: Record<string, string>): Edit => setCells(OTHERS, id, cells);
export const setSite = (id: string, cells: Record<string, string>): Edit => setCells(SITES, id, cells);
export const append = (file: string, row: string): Edit => rewrite(file, (text) => `${text}${row}\n`);
export const bytes =
  (file: string, from: string, to: readonly number[]): Edit =>
  (files) => {
    const [before = "", after = ""] = new TextDecoder().decode(files.get(file)).split(from);
    files.set(file, new Uint8Array([...new TextEncoder().encode(before), ...to, ...new TextEncoder().encode(after)]));
  };
export const remove =
  (file: string): Edit =>
  (files) =>
    void files.delete(file);
export const fault = (
  name: string,
  edit: Edit,
  file: string,
  row: number | null,
  column: string | null,
  code: string,
  vi: string,
  en: string,
): PlantedFault => ({ name, edit, at: [file, row, column, code], vi, en });

/** Row 7 of figures/others.csv. */
export const CLUSTER = "ccn-ba.grossHa.2022-03";
export const CLUSTERS = "tinh-cu.clusters.2015-06";
export const BOX = "[[105.8, 10], [106, 10], [106, 10.2], [105.8, 10.2], [105.8, 10]]";
