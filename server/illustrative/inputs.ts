import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Area, LngLat } from "#server/illustrative/draw.ts";

type Record_ = Readonly<Record<string, string>>;

export type Commune = {
  readonly id: string;
  readonly districtId: string;
  readonly isUrban: boolean;
  readonly area: Area;
  readonly bounds: readonly [number, number, number, number];
};

/** What the made-up set must agree with: published totals, and the land it is put on. */
export type Inputs = {
  readonly communes: readonly Commune[];
  readonly water: readonly Area[];
  readonly publishedSites: readonly { readonly kind: string; readonly point: LngLat }[];
  /** Ring of the estimated outline of a site, and its point. */
  readonly outline: (siteId: string) => readonly LngLat[] | undefined;
  readonly point: (siteId: string) => LngLat;
  /** Value of a published figure. */
  readonly figure: (id: string) => number;
};

const readCsv = async (path: string): Promise<Record_[]> => parse(await readFile(path), { columns: true });

const readFolder = async (folder: string): Promise<Record_[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".csv")).toSorted();
  return (await Promise.all(names.map((name) => readCsv(join(folder, name))))).flat();
};

type Feature = { readonly id: string; readonly geometry: { readonly coordinates: unknown } & Area };
const readFeatures = async (path: string): Promise<Feature[]> =>
  (JSON.parse(await readFile(path, "utf8")) as { features: Feature[] }).features;

function boundsOf(coordinates: unknown): [number, number, number, number] {
  const numbers = (coordinates as unknown[]).flat(Infinity) as number[];
  const lngs = numbers.filter((_, index) => index % 2 === 0);
  const lats = numbers.filter((_, index) => index % 2 === 1);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

/** Reads the published data under geodata/. */
export async function readInputs(geodata: string): Promise<Inputs> {
  const [units, shapes, water, outlines, sites, figures] = await Promise.all([
    readCsv(join(geodata, "admin-units.csv")),
    readFeatures(join(geodata, "boundaries/communes-2015.geojson")),
    readFeatures(join(geodata, "basemap/water.geojson")),
    readFeatures(join(geodata, "outlines.geojson")),
    readFolder(join(geodata, "sites")),
    readFolder(join(geodata, "figures")),
  ]);
  const geometries = new Map(shapes.map(({ id, geometry }) => [id, geometry]));
  const rings = new Map(
    outlines.map(({ id, geometry }) => [id, (geometry.coordinates as (readonly LngLat[])[])[0]!] as const),
  );
  const values = new Map(figures.map((row) => [row["id"], Number(row["value"])]));
  return {
    communes: units.flatMap((unit) => {
      const area = geometries.get(unit["id"]!);
      if (unit["level"] !== "commune" || !area) return [];
      return {
        id: unit["id"]!,
        districtId: unit["parent_id"]!,
        isUrban: unit["type"] !== "xã",
        area,
        bounds: boundsOf(area.coordinates),
      };
    }),
    water: water.map(({ geometry }) => geometry),
    publishedSites: sites.flatMap((site) =>
      site["lng"] === "" ? [] : { kind: site["kind"]!, point: [Number(site["lng"]), Number(site["lat"])] as const },
    ),
    outline: (siteId) => rings.get(`${siteId}-outline`),
    point: (siteId) => {
      const site = sites.find(({ id }) => id === siteId);
      return [Number(site?.["lng"]), Number(site?.["lat"])];
    },
    figure: (id) => {
      const value = values.get(id);
      if (value === undefined) throw new Error(`there is no published figure ${id}`);
      return value;
    },
  };
}
