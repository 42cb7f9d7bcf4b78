import type { InvestmentCall } from "#contracts/calls.ts";
import type { Check, Reconciliation } from "#contracts/checks.ts";
import type { Coverage } from "#contracts/coverage.ts";
import type { MarketNetwork } from "#contracts/market-network.ts";
import type { DataDate } from "#contracts/dates.ts";
import type { Figure } from "#contracts/figures.ts";
import type { OpenDataItem } from "#contracts/files.ts";
import type { LandSite } from "#contracts/find.ts";
import type { Interval } from "#contracts/intervals.ts";
import type { FeatureCollection } from "#contracts/layers.ts";
import type { PlanVersionInFull } from "#contracts/plan-versions.ts";
import type { Report } from "#contracts/reports.ts";
import type { Site, SiteDetail } from "#contracts/sites.ts";
import type { Source } from "#contracts/sources.ts";
import type { Summary } from "#contracts/summary.ts";
import type { Target } from "#contracts/targets.ts";
import type { Language } from "#contracts/units.ts";
import { countKnown, textsOfCall } from "./land.ts";
import { KINDS_OF_GROUP } from "./constants.ts";
import { networkNumbers } from "./network.ts";
import { numberAt, trialNumbers } from "./trial.ts";

type Named = { readonly id: string; readonly nameVi: string; readonly nameEn: string };

/** What the API says, asked past the page, of the same data as the page shows. Every answer is kept. */
export class Knowledge {
  readonly #baseUrl: string;
  readonly #view: URLSearchParams;
  readonly #isAskedAlone: (figureId: string) => boolean;
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly #names = new Map<string, Set<string>>();

  /**
   * `view`: `asOf`, `knownOn` and `data` as the API takes them. Every figure is looked up in the list of its subject, which
   * answers for many at once; of those for which `isAskedAlone`, the address its link opens is asked, too.
   */
  constructor(baseUrl: string, view: URLSearchParams, isAskedAlone: (figureId: string) => boolean = () => true) {
    this.#isAskedAlone = isAskedAlone;
    this.#baseUrl = baseUrl;
    this.#view = view;
  }

  /** Null where there is no such thing. `isLeftOut`: parts of the view that the endpoint does not know. */
  #ask<T>(path: string, isLeftOut: readonly string[] = []): Promise<T | null> {
    const view = new URLSearchParams([...this.#view].filter(([name]) => !isLeftOut.includes(name))).toString();
    const url = `${this.#baseUrl}${path}${view && (path.includes("?") ? "&" : "?")}${view}`;
    let answer = this.#kept.get(url) as Promise<T | null> | undefined;
    if (!answer) {
      answer = fetch(url).then(async (response) => {
        if (response.ok) return (await response.json()) as T;
        if (response.status === 404) return null;
        throw new Error(`${response.status} for ${url}`);
      });
      this.#kept.set(url, answer);
    }
    return answer;
  }

  /** Numbers that stand at a path of the coverage that an address asks for; of `areas:{id}` the share of the province. */
  async coverage(path: string, address: URLSearchParams): Promise<readonly number[]> {
    if (path.startsWith("network:")) {
      const network = await this.#network(address.get("list"));
      return network ? networkNumbers(path.slice("network:".length), network, address.get("weights")) : [];
    }
    const asked = new URLSearchParams({ of: address.get("of") ?? "markets" });
    for (const [of, as] of [
      ["list", "list"],
      ["class", "class"],
      ["units", "units"],
      ["km", "thresholdsKm"],
    ] as const)
      if (address.get(of) !== null) asked.set(as, address.get(of)!);
    const scenario = /^scenario:([^:]*):([^:]*):(.*)$/.exec(path);
    if (scenario || /^(trial|instant|difference)\./.test(path)) {
      const [, places, without, rest] = scenario ?? [null, address.get("try"), address.get("without"), path];
      if (places) asked.set("try", places);
      if (without) asked.set("without", without);
      const answer = await this.#ask<Coverage>(`/api/coverage?${asked}`);
      return answer ? trialNumbers(rest ?? "", answer) : [];
    }
    if (path.startsWith("areas:")) {
      const answer = await this.#ask<{ features: { id: string; properties: { provinceShare: number } }[] }>(
        `/api/coverage/areas?${asked}`,
      );
      return (answer?.features ?? [])
        .filter(({ id }) => `areas:${id}` === path)
        .map(({ properties }) => properties.provinceShare);
    }
    if (path.startsWith("choice:")) return [Number(path.slice("choice:".length))];
    const siting = /^(siting|beside):(\w+)\.(.*)$/.exec(path);
    if (siting) {
      const [, kind, goal = "", rest = ""] = siting;
      const kms = (address.get("km") ?? "3,5,10").split(",");
      asked.delete("thresholdsKm");
      asked.set("goal", goal);
      asked.set("withinKm", kms[Math.floor((kms.length - 1) / 2)] ?? "");
      if (kind === "siting") asked.set("count", address.get("more") ?? "");
      else asked.set("start", "nothing");
      if (address.get("avoid")) asked.set("avoid", address.get("avoid")!);
      const answer = await this.#ask<{ siting: object | null }>(`/api/coverage/siting?${asked}`);
      return numberAt({ ...answer?.siting, ...answer }, rest.split("."));
    }
    const answer: unknown = await this.#ask(`/api/coverage?${asked}`);
    return numberAt(answer, path.split("."));
  }

  async #items<T>(path: string, isLeftOut: readonly string[] = []): Promise<readonly T[]> {
    return (await this.#ask<{ items: T[] }>(path, isLeftOut))?.items ?? [];
  }

  async figure(id: string): Promise<Figure | null> {
    const listed = (await this.figuresOf(id.split(".")[0] ?? "")).find((figure) => figure.id === id);
    if (listed && !this.#isAskedAlone(id)) return listed;
    const alone = await this.#ask<{ figure: Figure }>(`/api/figures/${encodeURIComponent(id)}`);
    return JSON.stringify(alone?.figure) === JSON.stringify(listed) ? (listed ?? null) : null;
  }

  #network = (list: string | null) => this.#ask<MarketNetwork>(`/api/coverage/markets${list ? `?list=${list}` : ""}`);
  sites = () => this.#items<Site>("/api/sites");
  site = (id: string) => this.#ask<SiteDetail>(`/api/sites/${id}`);
  checks = () => this.#items<Check>("/api/checks", ["data"]);
  figuresOf = (subject: string) => this.#items<Figure>(`/api/figures?subject=${subject}`);
  intervals = (subject: string) => this.#items<Interval>(`/api/intervals?subject=${subject}`, ["data"]);
  layer = (id: string) => this.#ask<FeatureCollection>(`/api/layers/${id}`);
  calls = () => this.#items<InvestmentCall>("/api/calls");
  planVersions = () => this.#items<PlanVersionInFull>("/api/plan-versions", ["data"]);
  targets = () => this.#items<Target>("/api/targets", ["data"]);
  dates = () => this.#items<DataDate>("/api/dates", ["asOf"]);
  reconciliations = async (): Promise<readonly Reconciliation[]> =>
    (await this.#ask<{ reconciliations: Reconciliation[] }>("/api/checks", ["data"]))?.reconciliations ?? [];
  collections = () => this.#items<OpenDataItem>("/api/open-data");
  #report = () => this.#ask<Report>("/api/reports/situation");
  #summary = () => this.#ask<Summary>("/api/summary");

  /** Names of the lists and statements of the targets that have a figure: figures of the province are told as theirs. */
  async listsOf(figureId: string, language: Language): Promise<string[]> {
    const [versions, targets] = await Promise.all([this.planVersions(), this.targets()]);
    const madeUp = (await this.#summary())?.planVersions.map((version) => ({ ...version, members: [] })) ?? [];
    const has = (figures: readonly (Figure | null)[]) => figures.some((figure) => figure?.id === figureId);
    return [
      ...[...versions, ...madeUp]
        .filter(({ figures, members }) => has([...figures, ...members.map(({ area }) => area)]))
        .map(({ nameVi, nameEn }) => (language === "vi" ? nameVi : nameEn)),
      ...targets
        .filter(({ baseline, level, growth, required, actual, path }) =>
          has([
            baseline,
            level,
            growth,
            required,
            ...actual,
            ...path.flatMap(({ atGrowth, toLevel }) => [atGrowth, toLevel]),
          ]),
        )
        .map(({ statementVi, statementEn }) => (language === "vi" ? statementVi : statementEn)),
    ];
  }

  async source(id: string): Promise<Source | undefined> {
    return (await this.#items<Source>("/api/sources")).find((source) => source.id === id);
  }

  /** All names of what has this id in a language: long and short. `siteId`: the page's, whose groups and lists are named. */
  async namesOf(id: string, language: Language, siteId: string | null): Promise<ReadonlySet<string>> {
    if (this.#names.size === 0) await this.#learnNames();
    if (siteId !== null) this.#learnSite(await this.site(siteId));
    return this.#names.get(`${language} ${id}`) ?? new Set();
  }

  async #learnNames(): Promise<void> {
    const [sites, versions, targets, reconciliations, summary, checks, layers, collections] = await Promise.all([
      this.sites(),
      this.planVersions(),
      this.targets(),
      this.reconciliations(),
      this.#summary(),
      this.checks(),
      this.#items<{ id: string; titleVi: string; titleEn: string }>("/api/layers"),
      this.collections(),
    ]);
    for (const { id, titleVi, titleEn } of [...layers, ...collections])
      this.#learn({ id, nameVi: titleVi, nameEn: titleEn });
    for (const site of sites) this.#learn(site, site.commune, site.communeNow, site.district);
    for (const { subject, repair } of checks) this.#learn(subject, repair?.subject ?? null);
    for (const version of versions) {
      const { since, added = [], dropped = [] } = version.change ?? {};
      this.#learn(version, version.territory, ...version.members, since ?? null, ...added, ...dropped);
    }
    for (const { sector } of targets) this.#learn(sector);
    for (const { planVersion, counted, missing } of reconciliations)
      this.#learn(planVersion, ...(counted ?? []), ...missing);
    this.#learn(...((await this.#report())?.series ?? []).map(({ subject }) => subject));
    if (summary) this.#learn(summary.scope, summary.group, ...summary.planVersions);
  }

  #learnSite(detail: SiteDetail | null): void {
    if (!detail) return;
    const targets = detail.site.figures.map(({ target }) => target);
    this.#learn(...detail.groups, ...detail.planVersions, ...targets);
  }

  #learn(...things: readonly ((Named & Partial<Site>) | null)[]): void {
    for (const thing of things) {
      if (!thing) continue;
      for (const [language, names] of [
        ["vi", [thing.nameVi, thing.shortNameVi]],
        ["en", [thing.nameEn, thing.shortNameEn]],
      ] as const) {
        const key = `${language} ${thing.id}`;
        const known = this.#names.get(key) ?? new Set();
        for (const name of names) if (name !== undefined) known.add(name);
        this.#names.set(key, known);
      }
    }
  }

  /** How many there are of what a mark says is counted; null for what nothing counts. */
  async count(what: string, query: string | null, siteId: string | null = null): Promise<number | null> {
    const [kind, of = ""] = what.split(/:(.*)/s);
    const sites = await this.sites();
    const madeUp = new Set(sites.flatMap((site) => (site.dataSet === "illustrative" ? [site.kind] : [])));
    /** No parts, no zones that were only announced, and of kinds with made-up sites only those and the open one. */
    const isCounted = (site: Site, openId: string | null) =>
      site.parentId === null &&
      !(site.kind === "zone" && site.status === "planned") &&
      (!madeUp.has(site.kind) || site.dataSet === "illustrative" || site.id === openId);
    const tops = async (words: string | null = null, openId: string | null = null) =>
      (words ? await this.#items<Site>(`/api/sites?q=${encodeURIComponent(words)}`) : sites).filter((site) =>
        isCounted(site, openId),
      );
    const ofGroup = (some: readonly Site[]) =>
      of === "" ? some.length : some.filter((site) => KINDS_OF_GROUP[of]?.includes(site.kind)).length;
    switch (kind) {
      case "listed":
        return ofGroup(await tops());
      case "shown":
        return ofGroup(await tops(query));
      case "found":
        return (await this.#items<Site>(`/api/sites?q=${encodeURIComponent(query ?? "")}`)).length;
      case "drawn":
      case "districtOnly":
        return (await tops(null, siteId)).filter(
          (site) => layerOf(site) === of && (site.position !== null) === (kind === "drawn"),
        ).length;
      case "checks":
        return (await this.checks()).filter(({ verdict }) => of === "" || verdict === of).length;
      case "figures":
        return (await this.source(of))?.figureCount ?? null;
      case "rows":
        return (await this.collections()).find(({ id }) => id === of)?.rows ?? null;
      case "find":
        return countKnown(await this.#items<LandSite>("/api/find"), sites, of);
      case "old": {
        const current = new Set((await this.site(of))?.site.figures.map(({ id }) => id));
        return (await this.figuresOf(of)).filter(({ id, restates }) => !current.has(id) && restates === null).length;
      }
      case "named":
      case "namedDrawn": {
        const lists = (await this.planVersions()).filter(({ id }) => of.split("+").includes(id));
        if (lists.length !== of.split("+").length) return null;
        const members = lists.flatMap((list) => list.members);
        return new Set(members.flatMap(({ id, isDrawn }) => (kind === "named" || isDrawn ? [id] : []))).size;
      }
      case "names":
        return (await this.reconciliations()).find(({ id }) => id === of)?.counted?.length ?? null;
      case "without":
        return (await this.reconciliations()).find(({ id }) => id === of)?.missing.length ?? null;
      case "badge":
        return (await this.sites()).filter(
          (site) => site.kind === "cluster" && site.geometryQuality === "districtOnly" && site.district?.id === of,
        ).length;
      default:
        return null;
    }
  }

  /** The sentence a mark says is quoted, in a language, each as it may stand; and its source, where it has one. */
  async quoted(
    what: string,
    language: Language,
    siteId: string | null,
  ): Promise<{ texts: readonly string[]; sourceId: string | null }> {
    const [kind, id = ""] = what.split(/:(.*)/s);
    const inLanguage = (vi: string | null | undefined, en: string | null | undefined) => {
      const text = language === "vi" ? vi : en;
      return text ? [text, `${text}.`] : [];
    };
    const detail = siteId === null ? null : await this.site(siteId);
    switch (kind) {
      case "fact": {
        const facts = (detail ?? (await this.site(id.split(".")[0] ?? "")))?.facts;
        const fact = facts?.find((candidate) => candidate.id === id);
        return { texts: inLanguage(fact?.textVi, fact?.textEn), sourceId: fact?.source.id ?? null };
      }
      case "rule": {
        const rule = (await this.#network(null))?.rules.find((candidate) => candidate.id === id);
        return { texts: inLanguage(rule?.statementVi, rule?.statementEn), sourceId: rule?.source ?? null };
      }
      case "obstacle": {
        const ofReport = (await this.#report())?.sections.flatMap(({ obstacles }) => obstacles) ?? [];
        const ofSite = detail?.obstacles.map((one) => ({ ...one, sourceId: one.source.id })) ?? [];
        const obstacle = [...ofSite, ...ofReport].find((candidate) => candidate.id === id);
        return { texts: inLanguage(obstacle?.textVi, obstacle?.textEn), sourceId: obstacle?.sourceId ?? null };
      }
      case "site": {
        const note = (await this.sites()).find((site) => site.id === id)?.note;
        return { texts: inLanguage(note?.vi, note?.en), sourceId: null };
      }
      case "position": {
        const site = (await this.sites()).find((candidate) => candidate.id === id);
        const [method, doubt] = [site?.geometryMethod, site?.positionDoubt];
        return {
          texts: [...inLanguage(method?.vi, method?.en), ...inLanguage(doubt?.vi, doubt?.en)],
          sourceId: site?.geometrySource ?? null,
        };
      }
      case "figure": {
        const figure = await this.figure(id);
        return { texts: inLanguage(figure?.noteVi, figure?.noteEn), sourceId: figure?.source?.id ?? null };
      }
      case "check": {
        const check = (await this.checks()).find((candidate) => candidate.id === id);
        return { texts: inLanguage(check?.statementVi, check?.statementEn), sourceId: null };
      }
      case "planVersion": {
        const version = (await this.planVersions()).find((candidate) => candidate.id === id);
        return { texts: inLanguage(version?.noteVi, version?.noteEn), sourceId: version?.source.id ?? null };
      }
      case "target": {
        const target = (await this.targets()).find((candidate) => candidate.id === id);
        return { texts: inLanguage(target?.statementVi, target?.statementEn), sourceId: target?.source.id ?? null };
      }
      case "total": {
        const total = (await this.reconciliations()).find((candidate) => candidate.id === id);
        const { statementVi, statementEn, reasonVi, reasonEn } = total ?? {};
        return { texts: [...inLanguage(statementVi, statementEn), ...inLanguage(reasonVi, reasonEn)], sourceId: null };
      }
      case "repair": {
        const repair = (await this.checks()).find((candidate) => candidate.id === id)?.repair;
        return { texts: inLanguage(repair?.statementVi, repair?.statementEn), sourceId: null };
      }
      case "api": {
        const document = await this.#ask<{ paths: Record<string, { get?: { summary?: string } }> }>(
          "/api/openapi.json",
          [...this.#view.keys()],
        );
        return { texts: [document?.paths[id]?.get?.summary ?? []].flat(), sourceId: null };
      }
      case "collection": {
        const about = (await this.collections()).find((candidate) => candidate.id === id);
        const { descriptionVi, descriptionEn, qualityVi, qualityEn } = about ?? {};
        return {
          texts: [...inLanguage(descriptionVi, descriptionEn), ...inLanguage(qualityVi, qualityEn)],
          sourceId: null,
        };
      }
      case "call": {
        const call = (await this.calls()).find((candidate) => candidate.id === id);
        return { texts: call ? textsOfCall(call, language) : [], sourceId: null };
      }
      case "source": {
        const source = await this.source(id);
        return { texts: inLanguage(source?.noteVi, source?.noteEn), sourceId: null };
      }
      default:
        return { texts: [], sourceId: null };
    }
  }

  /** Places in a source that entries of this page name. */
  async locatorsIn(sourceId: string, siteId: string | null, figureId: string | null): Promise<ReadonlySet<string>> {
    const detail = siteId === null ? null : await this.site(siteId);
    const figure = figureId === null ? null : await this.figure(figureId);
    const checked = (await this.checks()).flatMap(({ printed, inputs }) => [printed, ...inputs]);
    return new Set(
      [
        ...(detail?.facts ?? []),
        ...(detail?.obstacles ?? []),
        ...(figure ? [figure] : []),
        ...checked,
        ...(await this.calls()),
      ].flatMap(({ source }) => (source?.id === sourceId && source.locator !== null ? [source.locator] : [])),
    );
  }
}

const layerOf = (site: Site): string => {
  if (site.kind === "zone" || site.kind === "corridor") return site.status === "approved" ? "approved-zones" : "zones";
  if (site.kind === "cluster") return "clusters";
  if (site.kind === "supermarket" || site.kind === "mall") return "shops";
  if (site.kind !== "market") return "transport";
  const rank = site.figures.find(({ metric }) => metric === "marketClass")?.value;
  return `markets-${rank === 1 || rank === 2 ? rank : 3}`;
};
