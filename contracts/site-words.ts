import type { Method } from "./figures.ts";
import type { Fact, Site, SiteKind } from "./sites.ts";

/** What the page and the printed sheets call the same things by; a page loads those of its language alone. */
export type SiteWords = {
  readonly method: Readonly<Record<Method, string>>;
  readonly kinds: Readonly<Record<SiteKind, string>>;
  readonly statuses: Readonly<Record<Site["status"], string>>;
  readonly geometry: Readonly<Record<Site["geometryQuality"], string>>;
  readonly topics: Readonly<Record<Fact["topic"], string>>;
};
