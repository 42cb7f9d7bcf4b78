import type { Verdict } from "#contracts/checks.ts";
import type { PlanVersion } from "#contracts/plan-versions.ts";
import type { LandKind } from "#contracts/land-use.ts";
import type { Language } from "#contracts/units.ts";

/** What a person can switch on and off; also the values of `layers` in the URL. */
export const SITE_LAYERS = [
  "zones",
  "approved-zones",
  "clusters",
  "markets-1",
  "markets-2",
  "markets-3",
  "shops",
  "transport",
] as const;
export const BASE_LAYERS = ["outlines", "districts", "communes", "communes-2025", "roads", "places"] as const;
export const LAYER_SWITCHES = [...SITE_LAYERS, ...BASE_LAYERS] as const;
export type LayerSwitch = (typeof LAYER_SWITCHES)[number];

/** Estimated outlines and commune lines stay off until asked for: an outline shown by an authority reads as a land boundary. */
export const DEFAULT_LAYERS: readonly LayerSwitch[] = [
  "zones",
  "approved-zones",
  "clusters",
  "markets-1",
  "markets-2",
  "markets-3",
  "transport",
  "districts",
  "roads",
  "places",
];

/** Verdicts of data checks, gravest first; also the values of `verdict` in the URL. */
export const VERDICTS: readonly Verdict[] = ["conflict", "twoValues", "withinRounding", "agrees"];

/** Position of the map: centre in degrees, zoom as MapLibre counts it. */
export type Camera = { readonly lng: number; readonly lat: number; readonly zoom: number };

/** Of people with an account, or about to have one. */
const ACCOUNT_PAGES = ["signIn", "account", "accounts", "link"] as const;
export type AccountPage = (typeof ACCOUNT_PAGES)[number];
export const isAccountPage = (page: Page): page is AccountPage => (ACCOUNT_PAGES as readonly Page[]).includes(page);

/** Of the management of land use, for people with an account. */
const LAND_PAGES = ["landLots", "landRegisters", "landReports", "landAlerts", "landEnquiries", "landLog"] as const;
export type LandPage = (typeof LAND_PAGES)[number];
export const isLandPage = (page: Page): page is LandPage => (LAND_PAGES as readonly Page[]).includes(page);

/** What narrows each land page besides its site; also names of parameters of its address. What a value means the page knows. */
export const LAND_FILTERS = {
  landLots: ["text", "stage", "use"],
  landRegisters: [],
  landReports: [],
  landAlerts: ["alert"],
  landEnquiries: ["state"],
  landLog: ["of", "who", "from", "to"],
} as const satisfies Record<LandPage, readonly string[]>;
export type LandFilter = (typeof LAND_FILTERS)[LandPage][number];

/** What the page of coverage is asked; also names of parameters of its address. */
export const COVERAGE_FILTERS = [
  "of",
  "list",
  "class",
  "km",
  "units",
  "show",
  "more",
  "best",
  "avoid",
  "try",
  "without",
  "name",
] as const;
/** What is asked of sites where somebody looks for land; also names of parameters of its address. */
export const FIND_FILTERS = ["type", "ha", "rent", "fill", "near", "km", "ready", "sector", "at", "unknown"] as const;
export type FindFilter = (typeof FIND_FILTERS)[number];
/** Which sites are compared, and by which weights; also names of parameters of its address. */
export const COMPARE_FILTERS = ["ids", "weights"] as const;
/** Which list of markets, and by which weights they stand in order; also names of parameters of the page's address. */
export const NETWORK_FILTERS = ["list", "weights"] as const;
/** The site that a question is about; also the name of a parameter of the page's address. */
export const ASK_FILTERS = ["of"] as const;
export type PageFilter = LandFilter | (typeof COVERAGE_FILTERS)[number] | FindFilter | (typeof COMPARE_FILTERS)[number];

/** Registers that are kept row by row, in the order of their tabs; also parts of addresses. */
export const REGISTERS = [
  "enterprises",
  "projects",
  "project-versions",
  "leases",
  "lease-facts",
  "events",
  "obstacles",
  "inspections",
  "calls",
] as const satisfies readonly LandKind[];
export type Register = (typeof REGISTERS)[number];

/** Pages of the panel. `site` needs `siteId`; `figure` and `interval` need their ids and keep the site they were opened from. */
export type Page =
  | "overview"
  | "site"
  | "figure"
  | "interval"
  | "lists"
  | "coverage"
  | "network"
  | "ask"
  | "calls"
  | "find"
  | "compare"
  | "shortlist"
  | "pack"
  | "targets"
  | "checks"
  | "reports"
  | "sources"
  | "data"
  | "connect"
  | LandPage
  | AccountPage;

/** Pages that are read rather than glanced at beside the map: their panel is wider, and no site is selected on them. */
const WIDE_PAGES: ReadonlySet<Page> = new Set([
  "lists",
  "coverage",
  "network",
  "ask",
  "calls",
  "find",
  "compare",
  "shortlist",
  "pack",
  "targets",
  "checks",
  "reports",
  "sources",
  "data",
  "connect",
  ...LAND_PAGES,
  ...ACCOUNT_PAGES,
]);
export const isWidePage = (page: Page): boolean => WIDE_PAGES.has(page);

/** What the dated lists are about, in the order of the chips; also the values of `topic` in the URL. */
export const PLAN_TOPICS: readonly PlanVersion["topic"][] = ["clusters", "zones", "markets"];

/** Parts of the list of sites, in the order they are shown; also the values of `kind` in the URL. */
export const LIST_GROUPS = ["zones", "clusters", "markets", "shops", "transport"] as const;
export type ListGroup = (typeof LIST_GROUPS)[number];

/**
 * Everything a link restores. Map, list, keyboard and URL read and write this one object.
 */
export type ViewState = {
  readonly language: Language;
  /** Past view: nothing dated after this day (YYYY-MM-DD); null: all dates. */
  readonly asOf: string | null;
  /** Past view: nothing learnt after this day (YYYY-MM-DD); null: all that is known. */
  readonly knownOn: string | null;
  /** Whether the made-up data set is shown beside the published data. */
  readonly isIllustrative: boolean;
  readonly page: Page;
  readonly siteId: string | null;
  readonly figureId: string | null;
  /** Interval that is explained, `subject.metric.YYYY-MM-DD`. */
  readonly intervalId: string | null;
  readonly sourceId: string | null;
  /** Code of the link of a pack that is open. */
  readonly packCode: string | null;
  /** Of land pages: the row that is open (a lot, a report, a lease's letter, a row of the register); null: the list. */
  readonly rowId: number | null;
  /** Which register `landRegisters` shows. */
  readonly register: Register;
  /** Reporting period whose reports are shown. */
  readonly periodId: number | null;
  /** What narrows a land page or the page of coverage; what is not narrowed is not there. */
  readonly filters: Readonly<Partial<Record<PageFilter, string>>>;
  /** Data check to open and point at on the checks page. */
  readonly checkId: string | null;
  /** The one verdict the checks page shows; null for all. */
  readonly verdict: Verdict | null;
  /** Whose dated lists the page of lists shows. */
  readonly topic: PlanVersion["topic"];
  /** Words that narrow the list and the map. */
  readonly query: string;
  /** The one group of the list to show; null for all. */
  readonly group: ListGroup | null;
  /** Column of the list and direction (`-` for descending); null: the order of the plan. */
  readonly sort: string | null;
  readonly layers: readonly LayerSwitch[];
  /** Null: the whole province fitted to the window. */
  readonly camera: Camera | null;
};
