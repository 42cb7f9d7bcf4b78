import { useMemo } from "react";
import { useSites } from "#client/queries.ts";
import { nameOf, useText } from "#client/text.tsx";
import type { sectorCodes } from "#contracts/land-projects.ts";
import type * as z from "zod/mini";
import type { Row } from "../editing/versions.ts";
import { useLand, useLandRows } from "../land-data.ts";
import { countryNames } from "./countries.ts";
import type { Description, Referred } from "./description.ts";
import type { Names } from "./shown.ts";

const byId = (rows: readonly Row[] | undefined): ReadonlyMap<number, Row> =>
  new Map((rows ?? []).map((row) => [row.id, row]));

/** Kinds whose rows are named, and what these are named by in turn. */
const neededOf = (descriptions: readonly Description[]): ReadonlySet<Referred> => {
  const needed = new Set(
    descriptions.flatMap(({ columns }) => columns.flatMap(({ input }) => (input.type === "row" ? [input.of] : []))),
  );
  if (needed.has("leases")) needed.add("lots");
  return needed;
};

/** Names of everything that rows of these kinds name by id; undefined until all are here. */
export const useNames = (descriptions: readonly Description[]): Names | undefined => {
  const text = useText();
  const needed = neededOf(descriptions);
  const sites = useSites().data;
  const hasSectors = descriptions.some(({ columns }) => columns.some(({ input }) => input.type === "sector"));
  const sectors = useLand<z.output<typeof sectorCodes.output>>(hasSectors ? "sector-codes" : null).data;
  const lots = useLandRows<Row>(needed.has("lots") ? "lots" : null).data;
  const enterprises = useLandRows<Row>(needed.has("enterprises") ? "enterprises" : null).data;
  const projects = useLandRows<Row>(needed.has("projects") ? "projects" : null).data;
  const leases = useLandRows<Row>(needed.has("leases") ? "leases" : null).data;
  const isReady =
    sites !== undefined &&
    (!hasSectors || sectors !== undefined) &&
    (!needed.has("lots") || lots !== undefined) &&
    (!needed.has("enterprises") || enterprises !== undefined) &&
    (!needed.has("projects") || projects !== undefined) &&
    (!needed.has("leases") || leases !== undefined);
  return useMemo(
    () =>
      isReady
        ? {
            language: text.language,
            sites: new Map(sites.items.map((site) => [site.id, nameOf(site, text)])),
            sectors: new Map((sectors?.items ?? []).map((sector) => [sector.code, nameOf(sector, text)])),
            countries: countryNames(text.language),
            rows: { lots: byId(lots), enterprises: byId(enterprises), projects: byId(projects), leases: byId(leases) },
          }
        : undefined,
    [isReady, text, sites, sectors, lots, enterprises, projects, leases],
  );
};

/** Sites that land use is kept of: zones and clusters that have no parts. */
export const useLandSites = (): readonly { readonly id: string; readonly name: string }[] => {
  const text = useText();
  const sites = useSites().data;
  return useMemo(
    () =>
      (sites?.items ?? [])
        .filter(({ kind, childIds }) => ["zone", "corridor", "cluster"].includes(kind) && childIds.length === 0)
        .map((site) => ({ id: site.id, name: nameOf(site, text) })),
    [sites, text],
  );
};
