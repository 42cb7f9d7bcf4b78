import * as z from "zod/mini";
import { dataViewAndSet } from "./data-view.ts";
import { LAND_STATUSES } from "./calls.ts";
import { endpoint } from "./endpoint.ts";
import { obstacle } from "./sites.ts";
import { isoDate, slug } from "./units.ts";

/** What sources say of a site in words, where somebody looks for land; figures are those of the site itself. */
export const landSite = z.object({
  siteId: slug,
  /** Industries that are let in, of the site or a part of it; empty: no source tells. */
  sectors: z.array(z.object({ textVi: z.string(), textEn: z.string(), asOf: isoDate, sourceId: slug })),
  obstacles: z.array(z.object({ topic: obstacle.shape.topic, asOf: isoDate, sourceId: slug })),
  /** As the newest call for investment has it. */
  landStatus: z.nullable(z.enum(LAND_STATUSES)),
  /** Straight lines to ports, bridges, ferries and the airport, in kilometres on the ellipsoid; empty where the place is not known. */
  distances: z.array(z.object({ targetId: slug, km: z.number() })),
});
export type LandSite = z.output<typeof landSite>;

export const findLand = endpoint({
  name: "findLand",
  method: "GET",
  path: "/api/find",
  access: "public",
  summary: "Zones, corridors and clusters with industries, difficulties, readiness of land and straight distances",
  params: z.object({}),
  query: z.strictObject(dataViewAndSet),
  output: z.object({ items: z.array(landSite), total: z.int() }),
});
