import type { Language } from "#contracts/units.ts";
import {
  type AccountPage,
  ASK_FILTERS,
  COMPARE_FILTERS,
  COVERAGE_FILTERS,
  NETWORK_FILTERS,
  DEFAULT_LAYERS,
  FIND_FILTERS,
  LAND_FILTERS,
  LAYER_SWITCHES,
  isAccountPage,
  isLandPage,
  LIST_GROUPS,
  PLAN_TOPICS,
  REGISTERS,
  VERDICTS,
  type Camera,
  type LandPage,
  type LayerSwitch,
  type ListGroup,
  type Page,
  type PageFilter,
  type ViewState,
} from "#client/state/view-state.ts";

/** Links without `v` are of this version. A later version must go on reading them. */
const URL_VERSION = 1;

export const INITIAL_VIEW: ViewState = {
  language: "vi",
  asOf: null,
  knownOn: null,
  isIllustrative: false,
  page: "overview",
  siteId: null,
  figureId: null,
  intervalId: null,
  sourceId: null,
  packCode: null,
  rowId: null,
  register: "enterprises",
  periodId: null,
  filters: {},
  checkId: null,
  verdict: null,
  topic: "clusters",
  query: "",
  group: null,
  sort: null,
  layers: DEFAULT_LAYERS,
  camera: null,
};

type PathPage =
  | "site"
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
const SEGMENTS: Record<Language, Record<PathPage, string>> = {
  vi: {
    site: "dia-diem",
    lists: "danh-sach",
    coverage: "do-phu",
    network: "mang-luoi-cho",
    ask: "hoi",
    calls: "keu-goi-dau-tu",
    find: "tim-dat",
    compare: "so-sanh",
    shortlist: "danh-sach-chon",
    pack: "goi",
    targets: "muc-tieu",
    checks: "doi-chieu",
    reports: "bao-cao",
    sources: "nguon",
    data: "du-lieu",
    connect: "ket-noi",
    landLots: "lo-dat",
    landRegisters: "so-bo",
    landReports: "ky-bao-cao",
    landAlerts: "canh-bao",
    landEnquiries: "hoi-dap",
    landLog: "nhat-ky",
    signIn: "dang-nhap",
    account: "tai-khoan",
    accounts: "quan-tri",
    link: "lien-ket",
  },
  en: {
    site: "sites",
    lists: "lists",
    coverage: "coverage",
    network: "market-network",
    ask: "ask",
    calls: "calls",
    find: "find",
    compare: "compare",
    shortlist: "shortlist",
    pack: "pack",
    targets: "targets",
    checks: "checks",
    reports: "reports",
    sources: "sources",
    data: "data",
    connect: "connect",
    landLots: "lots",
    landRegisters: "registers",
    landReports: "reporting",
    landAlerts: "alerts",
    landEnquiries: "enquiries",
    landLog: "log",
    signIn: "sign-in",
    account: "account",
    accounts: "admin",
    link: "link",
  },
};
/** Pages whose address is their segment alone. */
const PLAIN_PAGES = [
  "ask",
  "calls",
  "checks",
  "compare",
  "connect",
  "coverage",
  "data",
  "find",
  "lists",
  "network",
  "reports",
  "shortlist",
  "targets",
] as const;
const isPlainPage = (page: Page): page is (typeof PLAIN_PAGES)[number] =>
  (PLAIN_PAGES as readonly Page[]).includes(page);
/** What is administered, after the segment of `accounts`. */
const ACCOUNTS_TAIL: Record<Language, string> = { vi: "tai-khoan", en: "accounts" };

const ROW_ID = /^[1-9]\d{0,14}$/;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const FIGURE_ID = /^[a-zA-Z0-9]+([.-][a-zA-Z0-9]+)*$/;
const INTERVAL_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-zA-Z]{1,40}\.(.{10})$/;
const SORT = /^-?[a-zA-Z0-9]{1,40}$/;
const CAMERA = /^@(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)z$/;

/** Value of `data` in addresses of both languages. */
const ILLUSTRATIVE = "minh-hoa";

/** A day of the calendar, as the API will take it. */
const isDay = (text: string): boolean => {
  const parsed = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
};

const isLanguage = (text: string): text is Language => text === "vi" || text === "en";

/** `@lat,lng,zoomz`, five decimals of a degree (about a metre), two of a zoom level. */
const formatCamera = ({ lng, lat, zoom }: Camera): string => `@${trim(lat, 5)},${trim(lng, 5)},${trim(zoom, 2)}z`;
const trim = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)) + 0);

const parseCamera = (text: string): Camera | null => {
  const match = CAMERA.exec(text);
  if (!match) return null;
  const [lat, lng, zoom] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return Math.abs(lat) <= 85 && Math.abs(lng) <= 180 && zoom <= 24 ? { lng, lat, zoom } : null;
};

const inOrder = (chosen: ReadonlySet<LayerSwitch>): readonly LayerSwitch[] =>
  LAYER_SWITCHES.filter((layer) => chosen.has(layer));

/** Difference from the default set: `+communes,-roads`; short, and a layer added later appears in old links. */
const formatLayers = (layers: readonly LayerSwitch[]): string =>
  LAYER_SWITCHES.filter((layer) => layers.includes(layer) !== DEFAULT_LAYERS.includes(layer))
    .map((layer) => (layers.includes(layer) ? layer : `-${layer}`))
    .join(",");

/** After the segment of a land page: the register where there are several, then the row that is open. */
const readLandTail = (page: LandPage, parts: readonly string[]): Pick<ViewState, "register" | "rowId"> | null => {
  const rest = [...parts];
  const register =
    page === "landRegisters" && rest.length > 0 ? REGISTERS.find((known) => known === rest[0]) : INITIAL_VIEW.register;
  if (page === "landRegisters") rest.shift();
  const [id] = rest;
  return register !== undefined && rest.length <= 1 && (id === undefined || ROW_ID.test(id))
    ? { register, rowId: id === undefined ? null : Number(id) }
    : null;
};
const landTail = ({ page, register, rowId }: ViewState): string =>
  `${page === "landRegisters" ? `/${register}` : ""}${rowId === null ? "" : `/${rowId}`}`;

/** Names of the parameters that narrow a page. */
const FILTERS: Readonly<Partial<Record<Page, readonly PageFilter[]>>> = {
  ...LAND_FILTERS,
  coverage: COVERAGE_FILTERS,
  network: NETWORK_FILTERS,
  ask: ASK_FILTERS,
  find: FIND_FILTERS,
  compare: COMPARE_FILTERS,
};
const filtersOf = (page: Page): readonly PageFilter[] => FILTERS[page] ?? [];
const DAY_FILTERS: readonly PageFilter[] = ["from", "to"];
/** Lists of areas, places and sites. */
const LONG_FILTERS: readonly PageFilter[] = ["avoid", "ids", "try", "without"];
/** Of a filter its value; null: the page has no such filter, or it cannot have this value. */
const readFilter = (page: Page, key: PageFilter, value: string): string | null =>
  filtersOf(page).includes(key) && value !== "" && (!DAY_FILTERS.includes(key) || isDay(value))
    ? value.normalize("NFC").slice(0, LONG_FILTERS.includes(key) ? 3000 : 100)
    : null;

export type ParsedUrl = {
  readonly view: ViewState;
  /** Parts of the address that were not understood and left out. */
  readonly ignored: readonly string[];
};

/** Reads path and query of an address; never throws. Unknown or broken parts are left out and named. */
export const parseUrl = (address: string): ParsedUrl => {
  const url = new URL(address, "http://local");
  const ignored: string[] = [];
  const view: { -readonly [K in keyof ViewState]: ViewState[K] } = { ...INITIAL_VIEW };

  const [segment = "", ...rest] = url.pathname.split("/").filter(Boolean);
  const tail = rest.length === 1 && SLUG.test(rest[0]!) ? rest[0]! : null;
  const ignore = (part: string) => void ignored.push(part);
  if (segment !== "") {
    const found = (["vi", "en"] as const).flatMap((language) =>
      (Object.keys(SEGMENTS[language]) as PathPage[]).flatMap((page) =>
        SEGMENTS[language][page] === segment ? [{ language, page }] : [],
      ),
    )[0];
    const ofLand = found && isLandPage(found.page) ? readLandTail(found.page, rest) : null;
    const tailFits =
      found &&
      (found.page === "site" || found.page === "pack"
        ? tail !== null
        : found.page === "accounts"
          ? tail === ACCOUNTS_TAIL[found.language]
          : ofLand !== null || rest.length === 0 || (tail !== null && found.page === "sources"));
    if (found) view.language = found.language;
    if (!found || ((found.page === "site" || found.page === "pack") && !tailFits)) ignore(url.pathname);
    else {
      view.page = found.page;
      if (!tailFits) ignore(url.pathname);
      else if (found.page === "site") view.siteId = tail;
      else if (found.page === "pack") view.packCode = tail;
      else if (found.page === "sources") view.sourceId = tail;
      else Object.assign(view, ofLand);
    }
  }

  const readers: Record<string, (value: string) => boolean> = {
    v: (value) => Number(value) <= URL_VERSION,
    lang: (value) => isLanguage(value) && ((view.language = value), true),
    asOf: (value) => isDay(value) && ((view.asOf = value), true),
    knownOn: (value) => isDay(value) && ((view.knownOn = value), true),
    data: (value) => value === ILLUSTRATIVE && (view.isIllustrative = true),
    q: (value) => ((view.query = value.normalize("NFC").slice(0, 100)), true),
    kind: (value) => (LIST_GROUPS as readonly string[]).includes(value) && ((view.group = value as ListGroup), true),
    sort: (value) => SORT.test(value) && ((view.sort = value), true),
    figure: (value) => FIGURE_ID.test(value) && ((view.figureId = value), (view.page = "figure" satisfies Page), true),
    interval: (value) => {
      const day = INTERVAL_ID.exec(value)?.[1];
      if (day === undefined || !isDay(day) || view.figureId !== null) return false;
      view.intervalId = value;
      view.page = "interval";
      return true;
    },
    check: (value) => value !== "" && value.length <= 160 && ((view.checkId = value), true),
    verdict: (value) => (view.verdict = VERDICTS.find((verdict) => verdict === value) ?? null) !== null,
    topic: (value) => {
      const topic = view.page === "lists" ? PLAN_TOPICS.find((known) => known === value) : undefined;
      view.topic = topic ?? view.topic;
      return topic !== undefined;
    },
    site: (value) => isLandPage(view.page) && SLUG.test(value) && ((view.siteId = value), true),
    period: (value) => view.page === "landReports" && ROW_ID.test(value) && ((view.periodId = Number(value)), true),
    map: (value) => (view.camera = parseCamera(value)) !== null,
    layers: (value) => {
      const chosen = new Set(DEFAULT_LAYERS);
      for (const part of value.split(",").filter(Boolean)) {
        const layer = part.replace(/^-/, "") as LayerSwitch;
        if (!LAYER_SWITCHES.includes(layer)) ignore(`layers=${part}`);
        else if (part.startsWith("-")) chosen.delete(layer);
        else chosen.add(layer);
      }
      view.layers = inOrder(chosen);
      return true;
    },
  };
  for (const key of Object.values(FILTERS).flat()) {
    readers[key] = (text) => {
      const value = readFilter(view.page, key, text);
      if (value !== null) view.filters = { ...view.filters, [key]: value };
      return value !== null;
    };
  }
  for (const [key, value] of url.searchParams) {
    // Own keys only: a parameter may be called like a property every object inherits.
    if (!(Object.hasOwn(readers, key) && readers[key]?.(value))) ignore(`${key}=${value}`);
  }
  if (view.figureId !== null) view.intervalId = null;
  if ((view.figureId ?? view.intervalId) !== null && (view.sourceId !== null || view.checkId !== null)) {
    view.sourceId = null;
    view.checkId = null;
  }
  if (view.checkId !== null && view.page !== "checks") {
    ignore(`check=${view.checkId}`);
    view.checkId = null;
  }
  if (view.verdict !== null && view.page !== "checks") {
    ignore(`verdict=${view.verdict}`);
    view.verdict = null;
  }
  return { view, ignored };
};

/** Path and query that `parseUrl` reads back to the same view. */
export const formatUrl = (view: ViewState): string => {
  const segments = SEGMENTS[view.language];
  const path =
    isPlainPage(view.page) || isAccountPage(view.page)
      ? `/${segments[view.page]}${view.page === "accounts" ? `/${ACCOUNTS_TAIL[view.language]}` : ""}`
      : isLandPage(view.page)
        ? `/${segments[view.page]}${landTail(view)}`
        : view.page === "pack"
          ? `/${segments.pack}/${view.packCode}`
          : view.page === "sources"
            ? `/${segments.sources}${view.sourceId ? `/${view.sourceId}` : ""}`
            : view.siteId
              ? `/${segments.site}/${view.siteId}`
              : "/";
  const params: string[] = [];
  const put = (key: string, value: string | null) => {
    // Commas, semicolons, @, + and dots are legal in a query and keep the address readable.
    const readable = (encoded: string) => encoded.replace(/%2C/g, ",").replace(/%3B/g, ";").replace(/%40/g, "@");
    if (value) params.push(`${key}=${readable(encodeURIComponent(value))}`);
  };
  if (path === "/" && view.language !== "vi") put("lang", view.language);
  if (view.page === "figure") put("figure", view.figureId);
  if (view.page === "interval") put("interval", view.intervalId);
  if (view.page === "checks") {
    put("check", view.checkId);
    put("verdict", view.verdict);
  }
  if (isLandPage(view.page)) put("site", view.siteId);
  if (view.page === "landReports") put("period", view.periodId === null ? null : String(view.periodId));
  for (const key of filtersOf(view.page)) put(key, view.filters[key] ?? null);
  if (view.page === "lists" && view.topic !== INITIAL_VIEW.topic) put("topic", view.topic);
  put("data", view.isIllustrative ? ILLUSTRATIVE : null);
  put("asOf", view.asOf);
  put("knownOn", view.knownOn);
  put("q", view.query);
  put("kind", view.group);
  put("sort", view.sort);
  put("layers", formatLayers(view.layers));
  put("map", view.camera && formatCamera(view.camera));
  return params.length > 0 ? `${path}?${params.join("&")}` : path;
};
