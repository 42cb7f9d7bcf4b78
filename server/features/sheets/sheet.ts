import type { Figure } from "#contracts/figures.ts";
import { METRICS, type MetricId } from "#contracts/metrics.ts";
import type { SiteDetail, SiteKind } from "#contracts/sites.ts";
import { formatDay, joinParts, spellFigure, spellPeriod } from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";
import type { Lead, Sheet, SheetItem, SheetRow, SheetSection } from "#server/documents/sheet-content.ts";
import type { Ground } from "./ground.ts";
import { mapsOf } from "./maps.ts";
import { SheetNotes } from "./notes.ts";
import { keeperOf, SITE_WORDS, WORDS } from "./words.ts";

/** What a sheet is of, besides its site. */
export type SheetView = {
  readonly language: Language;
  readonly asOf: string | undefined;
  readonly knownOn: string | undefined;
  /** Where the live page stands. */
  readonly url: string;
  /** Lines of the contact of whoever runs this installation; none were configured: empty. */
  readonly contact: readonly string[];
};

/** What a meeting asks first, by kind; those that no source tells are said to be missing. */
const LEAD: Partial<Record<SiteKind, readonly MetricId[]>> = {
  zone: ["remainingHa", "occupancyShare", "grossHa", "landRentUsdPerM2"],
  corridor: ["remainingHa", "occupancyShare", "grossHa", "establishments"],
  cluster: ["grossHa", "occupancyShare"],
  market: ["marketClass", "businessPoints", "marketAreaM2"],
};
const METRIC_ORDER = Object.keys(METRICS);

const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
const named = (thing: { readonly nameVi: string; readonly nameEn: string }, language: Language): string =>
  language === "vi" ? thing.nameVi : thing.nameEn;

export const valueOf = (figure: Figure, language: Language): string =>
  joinParts(spellFigure(figure, language), language);
export const aboutOf = (figure: Figure, language: Language): string =>
  `${spellPeriod(figure.period, language)} · ${SITE_WORDS[language].method[figure.method]}`;

/** The newest day that any of the figures told of has; null without any. */
export const newestDay = ({ site, groups, facts, obstacles }: SiteDetail): string | null =>
  [...site.figures, ...groups.flatMap(({ figures }) => figures), ...facts, ...obstacles]
    .map(({ asOf }) => asOf)
    .toSorted()
    .at(-1) ?? null;

export const eyebrowOf = ({ site }: SiteDetail, language: Language): string => {
  const words = SITE_WORDS[language];
  return `${words.kinds[site.kind]} · ${words.statuses[site.status]}`;
};

export const placeOf = ({ site }: SiteDetail, language: Language): string => {
  const words = WORDS[language];
  const units = [site.commune, site.district]
    .flatMap((unit) => (unit === null ? [] : named(unit, language)))
    .join(", ");
  const now = site.communeNow === null ? "" : `; ${words.since2025} ${named(site.communeNow, language)}`;
  return units === "" ? "" : `${units} (${words.before2025}${now})`;
};

/** The first few numbers; of those that a site of the kind should have, the missing ones are named. */
export const leadOf = (
  { site }: SiteDetail,
  { language, asOf, knownOn }: Pick<SheetView, "language" | "asOf" | "knownOn">,
): Lead[] => {
  const words = WORDS[language];
  const absent = asOf === undefined && knownOn === undefined ? words.absent : words.absentThen;
  const metrics = LEAD[site.kind] ?? [];
  const chosen =
    metrics.length > 0
      ? metrics.map((metric) => ({ metric, figure: site.figures.find((one) => one.metric === metric) }))
      : site.figures
          .filter(({ metric }) => metric !== "distanceKm")
          .slice(0, 3)
          .map((figure) => ({ metric: figure.metric, figure }));
  return chosen.map(({ metric, figure }) => ({
    label: capitalise(METRICS[metric][language]),
    value: figure ? valueOf(figure, language) : null,
    absent,
    about: figure ? aboutOf(figure, language) : "",
  }));
};

/** Everything that is known of a site, in one language. */
export const sheetOf = (detail: SiteDetail, ground: Ground, view: SheetView): Sheet => {
  const { site } = detail;
  const { language } = view;
  const words = WORDS[language];
  const notes = new SheetNotes(ground, language);
  const sections = sectionsOf(detail, view, notes);
  const newest = newestDay(detail);
  const day = (value: string | undefined) => (value === undefined ? null : formatDay(value, language));
  return {
    language,
    eyebrow: eyebrowOf(detail, language),
    name: named(site, language),
    otherName: language === "vi" ? site.nameEn : site.nameVi,
    place: placeOf(detail, language),
    contact:
      view.contact.length > 0
        ? { label: words.contact, text: view.contact.join(" · ") }
        : { label: words.ask, text: words.nobody(keeperOf(site.kind, language)) },
    warnings: [
      ...(site.dataSet === "illustrative" ? [words.madeUpSite] : []),
      ...(site.status === "unverified" ? [words.pressOnly] : []),
    ],
    lead: leadOf(detail, view),
    maps: mapsOf(detail, ground, language),
    mapNote: site.position === null ? words.noPosition : words.mapNote(ground.credit ?? ""),
    sections,
    sourcesTitle: words.sources,
    sources: notes.list(),
    link: { words: words.live, url: view.url },
    foot: words.foot(day(view.asOf), day(view.knownOn), newest === null ? "–" : formatDay(newest, language)),
  };
};

const sectionsOf = (detail: SiteDetail, view: SheetView, notes: SheetNotes): SheetSection[] => {
  const { site } = detail;
  const { language } = view;
  const words = WORDS[language];
  const inOrder = (figures: readonly Figure[]): Figure[] =>
    figures.toSorted(
      (a, b) => METRIC_ORDER.indexOf(a.metric) - METRIC_ORDER.indexOf(b.metric) || (a.value ?? 0) - (b.value ?? 0),
    );
  const rowOf = (figure: Figure): SheetRow => ({
    label: capitalise(figure.target ? named(figure.target, language) : METRICS[figure.metric][language]),
    value: valueOf(figure, language),
    period: spellPeriod(figure.period, language),
    method: SITE_WORDS[language].method[figure.method],
    notes: notes.ofFigure(figure),
  });
  const rows = (title: string, note: string, figures: readonly Figure[]): SheetSection[] =>
    figures.length === 0 ? [] : [{ kind: "rows", title, note, rows: inOrder(figures).map(rowOf) }];
  const items = (title: string, note: string, all: readonly SheetItem[]): SheetSection[] =>
    all.length === 0 ? [] : [{ kind: "items", title, note, items: all }];
  const plain = (label: string, text: string): SheetItem => ({ label, text, period: "", notes: [] });
  const told = detail.facts.toSorted(
    (a, b) => Number(b.topic === "identity") - Number(a.topic === "identity") || b.asOf.localeCompare(a.asOf),
  );
  return [
    ...rows(
      words.figures,
      "",
      site.figures.filter(({ metric }) => metric !== "distanceKm"),
    ),
    ...items(
      words.obstacles,
      words.obstaclesNote,
      detail.obstacles.map((obstacle) => ({
        label: "",
        text: language === "vi" ? obstacle.textVi : obstacle.textEn,
        period: spellPeriod(obstacle.period, language),
        notes: [notes.ofSource(obstacle.source.id)],
      })),
    ),
    ...rows(
      words.distances,
      words.distancesNote,
      site.figures.filter(({ metric }) => metric === "distanceKm"),
    ),
    ...items(words.facts, "", [
      ...(site.note === null ? [] : [plain(words.note, site.note[language])]),
      ...told.map((fact) => ({
        label: SITE_WORDS[language].topics[fact.topic],
        text: language === "vi" ? fact.textVi : fact.textEn,
        period: spellPeriod(fact.period, language),
        notes: [notes.ofSource(fact.source.id)],
      })),
      ...(detail.children.length === 0
        ? []
        : [plain(words.parts, detail.children.map((child) => named(child, language)).join("; "))]),
      ...(detail.planVersions.length === 0
        ? []
        : [plain(words.lists, detail.planVersions.map((version) => named(version, language)).join("; "))]),
    ]),
    ...detail.groups.flatMap((group) => rows(words.totals(named(group, language)), words.totalsNote, group.figures)),
    ...items(words.position, "", positionItems(detail, language, notes)),
  ];
};

const positionItems = ({ site }: SiteDetail, language: Language, notes: SheetNotes): SheetItem[] => {
  const words = WORDS[language];
  const { position, geometryMethod, geometrySource, geometryQuality, positionDoubt } = site;
  const degrees = position === null ? "" : ` · ${position[1].toFixed(4)}, ${position[0].toFixed(4)} (WGS 84)`;
  const how = geometryMethod === null ? "" : `. ${capitalise(geometryMethod[language])}`;
  return [
    {
      label: words.position,
      text: `${SITE_WORDS[language].geometry[geometryQuality]}${degrees}${how}`,
      period: "",
      notes: geometrySource === null ? [] : [notes.ofSource(geometrySource)],
    },
    ...(positionDoubt === null
      ? []
      : [{ label: words.positionDoubt, text: positionDoubt[language], period: "", notes: [] }]),
  ];
};
