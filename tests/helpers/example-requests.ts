import type { Endpoint } from "#contracts/endpoint.ts";

const EXAMPLES: Readonly<Record<string, string>> = {
  sites: "/api/sites?kind=zone,corridor",
  siteById: "/api/sites/hoa-phu",
  figuresOfSubject: "/api/figures?subject=three-zones",
  figureById: "/api/figures/three-zones.leasedHa.2015-06",
  summary: "/api/summary",
  checks: "/api/checks",
  intervals: "/api/intervals?subject=hoa-phu-2",
  sources: "/api/sources",
  coverage: "/api/coverage?of=clusters",
  coverageAreas: "/api/coverage/areas?of=clusters",
  coverageSiting: "/api/coverage/siting?of=clusters",
  crosswalk: "/api/crosswalk?metric=population",
  layers: "/api/layers",
  layerById: "/api/layers/sites",
  report: "/api/reports/situation",
  tileJson: "/tiles/communes.json",
  tileChanges: "/tiles/communes/changes?since=earlier",
};

/** A request that must answer 200. */
export const exampleOf = ({ name, path }: Endpoint): string => EXAMPLES[name] ?? path;
