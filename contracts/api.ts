import {
  beginTwoStep,
  changePassword,
  confirmTwoStep,
  currentSession,
  endSession,
  endToken,
  endTwoStep,
  makeToken,
  ownSessions,
  ownTokens,
  signIn,
  signOut,
  signOutEverywhere,
} from "./auth.ts";
import {
  accounts,
  grantRole,
  inviteAccount,
  linkForAccount,
  linkState,
  redeemLink,
  revokeGrant,
  scopes,
  switchAccount,
} from "./auth-admin.ts";
import { investmentCalls } from "./calls.ts";
import { checks } from "./checks.ts";
import { coverage, coverageAreas, coverageSiting } from "./coverage.ts";
import { marketNetwork } from "./market-network.ts";
import { crosswalk } from "./crosswalk.ts";
import { dates } from "./dates.ts";
import type { Endpoint } from "./endpoint.ts";
import { freshness } from "./freshness.ts";
import { figureById, figuresOfSubject } from "./figures.ts";
import { dcat, openData } from "./files.ts";
import { intervals } from "./intervals.ts";
import { LAND_ENDPOINTS } from "./land-edits.ts";
import { findLand } from "./find.ts";
import { layerById, layers } from "./layers.ts";
import { ENQUIRY_ENDPOINTS } from "./enquiries.ts";
import { PACK_ENDPOINTS } from "./packs.ts";
import { planVersions } from "./plan-versions.ts";
import { report } from "./reports.ts";
import { siteById, sites } from "./sites.ts";
import { sources } from "./sources.ts";
import { summary } from "./summary.ts";
import { targets } from "./targets.ts";
import { tileChanges, tileJson } from "./tiles.ts";

const AUTH = [
  currentSession,
  signIn,
  signOut,
  changePassword,
  beginTwoStep,
  confirmTwoStep,
  endTwoStep,
  ownSessions,
  signOutEverywhere,
  endSession,
  ownTokens,
  makeToken,
  endToken,
  accounts,
  inviteAccount,
  switchAccount,
  linkForAccount,
  grantRole,
  revokeGrant,
  scopes,
  linkState,
  redeemLink,
];

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
  freshness,
  planVersions,
  investmentCalls,
  findLand,
  targets,
  sources,
  coverage,
  coverageAreas,
  coverageSiting,
  marketNetwork,
  crosswalk,
  layers,
  layerById,
  report,
  openData,
  dcat,
  tileJson,
  tileChanges,
  ...AUTH,
  ...PACK_ENDPOINTS,
  ...ENQUIRY_ENDPOINTS,
  ...LAND_ENDPOINTS,
] as unknown as readonly Endpoint[];

/** Public data: one answer for everybody, kept by caches. All else depends on who asks, or changes something. */
export const isPublicData = ({ method, access, allowsToken }: Endpoint): boolean =>
  method === "GET" && access === "public" && !allowsToken;

export const DATA_ENDPOINTS: readonly Endpoint[] = ENDPOINTS.filter(isPublicData);
