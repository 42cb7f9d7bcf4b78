import type { LandSite } from "#contracts/find.ts";
import type { Site } from "#contracts/sites.ts";
import type { Values } from "./score.ts";

/** A site beside others, with what it is weighed by. */
export type Compared = { readonly site: Site; readonly told: LandSite; readonly values: Values };
