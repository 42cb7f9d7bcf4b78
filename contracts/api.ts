import { checks } from "./checks.ts";
import { crosswalk } from "./crosswalk.ts";
import { dates } from "./dates.ts";
import type { Endpoint } from "./endpoint.ts";
import { figureById, figuresOfSubject } from "./figures.ts";
import { intervals } from "./intervals.ts";
import { layerById, layers } from "./layers.ts";
import { planVersions } from "./plan-versions.ts";
import { siteById, sites } from "./sites.ts";
import { sources } from "./sources.ts";
import { summary } from "./summary.ts";
import { targets } from "./targets.ts";
import { tileChanges, tileJson } from "./tiles.ts";

/** Every endpoint, for the OpenAPI document and for tests that must not miss one. */
export const ENDPOINTS: readonly Endpoint[] = [
  sites,
  siteById,
  figuresOfSubject,
  figureById,
  summary,
  checks,
  intervals,
  dates,
  planVersions,
  targets,
  sources,
  crosswalk,
  layers,
  layerById,
  tileJson,
  tileChanges,
] as unknown as readonly Endpoint[];
