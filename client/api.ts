import type { investmentCalls } from "#contracts/calls.ts";
import type { checks } from "#contracts/checks.ts";
import type { coverage, coverageAreas, coverageSiting } from "#contracts/coverage.ts";
import type { marketNetwork } from "#contracts/market-network.ts";
import type { dates } from "#contracts/dates.ts";
import type { freshness } from "#contracts/freshness.ts";
import type { figureById, figuresOfSubject } from "#contracts/figures.ts";
import type { openData } from "#contracts/files.ts";
import type { findLand } from "#contracts/find.ts";
import type { intervals } from "#contracts/intervals.ts";
import type { layers } from "#contracts/layers.ts";
import type { planVersions } from "#contracts/plan-versions.ts";
import type { Problem, ProblemSlug } from "#contracts/problem.ts";
import type { report } from "#contracts/reports.ts";
import type { siteById, sites } from "#contracts/sites.ts";
import type { sources } from "#contracts/sources.ts";
import type { summary } from "#contracts/summary.ts";
import type { targets } from "#contracts/targets.ts";
import type { tileChanges, tileJson } from "#contracts/tiles.ts";
import type * as z from "zod/mini";

type Endpoints = {
  summary: typeof summary;
  sites: typeof sites;
  siteById: typeof siteById;
  figuresOfSubject: typeof figuresOfSubject;
  figureById: typeof figureById;
  sources: typeof sources;
  checks: typeof checks;
  investmentCalls: typeof investmentCalls;
  findLand: typeof findLand;
  intervals: typeof intervals;
  coverage: typeof coverage;
  coverageAreas: typeof coverageAreas;
  coverageSiting: typeof coverageSiting;
  marketNetwork: typeof marketNetwork;
  layers: typeof layers;
  dates: typeof dates;
  freshness: typeof freshness;
  planVersions: typeof planVersions;
  targets: typeof targets;
  report: typeof report;
  openData: typeof openData;
  tileJson: typeof tileJson;
  tileChanges: typeof tileChanges;
};
export type EndpointName = keyof Endpoints;

/**
 * Paths are repeated here so that the schemas, which the server has already applied to every answer, are not sent to the
 * browser; api.test.ts compares them with the contracts.
 */
export const PATHS: { readonly [N in EndpointName]: string } = {
  summary: "/api/summary",
  sites: "/api/sites",
  siteById: "/api/sites/:id",
  figuresOfSubject: "/api/figures",
  figureById: "/api/figures/:id",
  sources: "/api/sources",
  checks: "/api/checks",
  investmentCalls: "/api/calls",
  findLand: "/api/find",
  intervals: "/api/intervals",
  coverage: "/api/coverage",
  coverageAreas: "/api/coverage/areas",
  coverageSiting: "/api/coverage/siting",
  marketNetwork: "/api/coverage/markets",
  layers: "/api/layers",
  dates: "/api/dates",
  freshness: "/api/freshness",
  planVersions: "/api/plan-versions",
  targets: "/api/targets",
  report: "/api/reports/:report",
  openData: "/api/open-data",
  tileJson: "/tiles/:layer.json",
  tileChanges: "/tiles/:layer/changes",
};

/** A strict object without keys is typed as an index signature of never, which would forbid the keys it is joined with. */
type Keys<T> = string extends keyof T ? unknown : T;
export type Input<N extends EndpointName> = Keys<z.input<Endpoints[N]["params"]>> &
  Keys<z.input<Endpoints[N]["query"]>>;
export type Output<N extends EndpointName> = z.output<Endpoints[N]["output"]>;

/** An answer that is not the one asked for. `kind` is a problem of the contract, or `offline` when no answer came. */
export class ApiError extends Error {
  readonly kind: ProblemSlug | "offline";
  readonly detail: string;
  readonly retryAfterSeconds: number | null;
  constructor(kind: ProblemSlug | "offline", detail: string, retryAfterSeconds: number | null, cause?: unknown) {
    super(`${kind}: ${detail}`, { cause });
    this.kind = kind;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const kindOf = (problem: Partial<Problem> | null, status: number): ProblemSlug => {
  const slug = problem?.type?.replace("/problems/", "") as ProblemSlug | undefined;
  return slug ?? (status === 503 ? "unavailable" : status === 404 ? "route-not-found" : "internal");
};

export const addressOf = (name: EndpointName, input: object): string => {
  const rest: Record<string, unknown> = { ...input };
  const path = PATHS[name].replace(/:(\w+)/g, (_, key: string) => {
    const value = String(rest[key]);
    delete rest[key];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams(
    Object.entries(rest)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );
  return query.size > 0 ? `${path}?${query}` : path;
};

/** Asks one endpoint of the contract; throws `ApiError`. */
export const call = async <N extends EndpointName>(
  name: N,
  input: Input<N>,
  language: string,
  signal?: AbortSignal,
): Promise<Output<N>> => {
  let response: Response;
  try {
    response = await fetch(addressOf(name, input as object), {
      headers: { accept: "application/json, application/problem+json", "accept-language": language },
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    throw new ApiError("offline", "", null, cause);
  }
  if (response.ok) return (await response.json()) as Output<N>;
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  const retryAfter = Number(response.headers.get("retry-after"));
  throw new ApiError(kindOf(problem, response.status), problem?.detail ?? "", retryAfter > 0 ? retryAfter : null);
};
