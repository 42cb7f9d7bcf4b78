import type { Figure } from "#contracts/figures.ts";
import type { MetricId } from "#contracts/metrics.ts";

export type Named = { readonly id: string; readonly nameVi: string; readonly nameEn: string };

export type Place = Named & {
  readonly kind: "zone" | "corridor" | "cluster";
  readonly status: string;
  readonly dataSet: "published" | "illustrative";
  readonly parentId: string | null;
};
type Group = Named & { readonly memberIds: readonly string[] };
export type CitedSource = {
  readonly id: string;
  readonly titleVi: string;
  readonly number: string | null;
  readonly publisher: string;
  readonly publishedOn: string | null;
  readonly url: string | null;
};
type Obstacle = {
  readonly id: string;
  readonly subjectId: string;
  readonly topic: string;
  readonly textVi: string;
  readonly textEn: string;
  readonly sourceId: string;
};

/** One row of situation.sql. */
export type SituationRow = {
  readonly sites: readonly Place[];
  readonly groups: readonly Group[];
  readonly province: Named;
  readonly figures: readonly Figure[];
  /** Figures of the sites, groups and province themselves; the others are what they were computed from. */
  readonly toldIds: readonly string[];
  readonly subjects: readonly Named[];
  readonly obstacles: readonly Obstacle[];
  readonly sources: readonly CitedSource[];
};

/** Of these the report speaks; figures of others do not count for it. */
export const REPORT_METRICS: readonly MetricId[] = [
  "grossHa",
  "leasableHa",
  "leasedHa",
  "remainingHa",
  "deployedHa",
  "occupancyShare",
  "landDeploymentShare",
  "registeredCapitalBillionVnd",
  "registeredCapitalMillionUsd",
  "deployedCapitalBillionVnd",
  "capitalDeploymentShare",
  "infrastructureCapitalBillionVnd",
  "projects",
  "projectsFdi",
  "projectsDomestic",
  "zonesPlanned",
  "zonesPlannedGrossHa",
  "clusters",
  "clustersGrossHa",
  "clustersStage1",
  "clustersStage1GrossHa",
  "clustersStage2",
  "clustersStage2GrossHa",
  "clustersOperating",
  "clustersOperatingGrossHa",
  "clustersPlanned",
  "clustersPlannedGrossHa",
  "markets",
  "marketsClass1",
  "marketsClass2",
  "marketsClass3",
  "marketsPrivatelyRun",
  "supermarkets",
];

const GROUPS = ["three-zones", "three-zones-khu-iv", "hoa-phu-binh-minh", "approved-zones-2010"];

/** The row with the ways through it that every part of the report takes. */
export class Situation {
  readonly row: SituationRow;
  readonly #figures: ReadonlyMap<string, Figure>;
  readonly #headlines: ReadonlyMap<string, Figure>;
  readonly #named: ReadonlyMap<string, Named>;
  readonly #told: ReadonlySet<string>;

  constructor(row: SituationRow) {
    this.row = row;
    this.#told = new Set(row.toldIds);
    this.#figures = new Map(row.figures.map((figure) => [figure.id, figure]));
    this.#headlines = new Map(
      row.figures
        .filter(({ supersededBy, target }) => supersededBy === null && target === null)
        .map((figure) => [`${figure.subject} ${figure.metric}`, figure]),
    );
    this.#named = new Map(
      [row.province, ...row.groups, ...row.sites, ...row.subjects].map((subject) => [subject.id, subject]),
    );
  }

  get figures(): readonly Figure[] {
    return this.row.figures;
  }

  /** Of the sites, groups and province themselves. */
  get told(): readonly Figure[] {
    return this.row.figures.filter(({ id }) => this.#told.has(id));
  }

  /** The newest day of any figure told; null where there is none. */
  get newestDay(): string | null {
    return this.told.map(({ asOf }) => asOf).reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null);
  }

  figure(id: string): Figure | undefined {
    return this.#figures.get(id);
  }

  headline(subjectId: string, metric: MetricId): Figure | undefined {
    return this.#headlines.get(`${subjectId} ${metric}`);
  }

  named(id: string): Named {
    return this.#named.get(id) ?? { id, nameVi: id, nameEn: id };
  }

  membersOf(groupId: string): readonly Named[] {
    const group = this.row.groups.find(({ id }) => id === groupId);
    return (group?.memberIds ?? []).map((id) => this.named(id));
  }

  partsOf(siteId: string): readonly Place[] {
    return this.row.sites.filter(({ parentId }) => parentId === siteId);
  }

  /** Zones and corridors that are there, wholes only; those accepted or announced are told of as lists. */
  get operating(): readonly Place[] {
    return this.row.sites.filter(
      ({ kind, status, parentId }) => kind !== "cluster" && status === "operating" && parentId === null,
    );
  }

  /** The group of the Plan first, then those of later sources. */
  get groups(): readonly Group[] {
    const placeOf = ({ id }: Group) => [...GROUPS, id].indexOf(id);
    return this.row.groups.toSorted((a, b) => placeOf(a) - placeOf(b));
  }

  /** A kind that has made-up sites is told by them alone: their list is complete, and the published names are of other years. */
  get clusters(): readonly Place[] {
    const clusters = this.row.sites.filter(({ kind }) => kind === "cluster");
    const madeUp = clusters.filter(({ dataSet }) => dataSet === "illustrative");
    return madeUp.length > 0 ? madeUp : clusters;
  }

  /** Where a figure comes from: its own source, or those of all it was computed from, in that order. */
  sourceIdsOf(figure: Figure): readonly string[] {
    if (figure.source) return [figure.source.id];
    const inputs = figure.inputs.flatMap((id) => this.figure(id) ?? []);
    return [...new Set(inputs.flatMap((input) => this.sourceIdsOf(input)))];
  }
}
