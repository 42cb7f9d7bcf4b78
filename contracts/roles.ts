import * as z from "zod/mini";
import { ROLES } from "./role-names.ts";
import { slug } from "./units.ts";

export const role = z.enum(ROLES);

/** Where a role holds: a site with its parts, a commune of since July 2025, or, with neither, everywhere. */
export const scope = z
  .strictObject({ siteId: z.nullable(slug), communeId: z.nullable(slug) })
  .check(z.refine(({ siteId, communeId }) => siteId === null || communeId === null, "oneScope"));
export type Scope = z.output<typeof scope>;
