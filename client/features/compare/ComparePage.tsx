import { type CSSProperties, type FormEvent, type ReactNode, useMemo, useState } from "react";
import { formatNumber } from "#client/format.ts";
import { useFindLand, useSites } from "#client/queries.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Figure } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Name } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Unknown, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { LandSite } from "#contracts/find.ts";
import type { MetricId } from "#contracts/metrics.ts";
import type { Range } from "#contracts/scoring.ts";
import type { Site } from "#contracts/sites.ts";
import type { Compared } from "./compared.ts";
import { CRITERIA, type CriterionId, formatWeights, readWeights, type Values } from "./score.ts";
import { useWords } from "./use-words.ts";
import { Weighing } from "./Weighing.tsx";
import "#client/ui/form.css";
import "./compare.css";

const MOST = 5;
/** At which a zone of two kilometres and the roads around it fit on a picture. */
const MAP_SCALE = 50_000;

const figureOf = ({ figures }: Site, metric: MetricId): FigureData | undefined =>
  figures.find((figure) => figure.metric === metric && figure.target === null);
const rangeOf = (figure: FigureData | undefined): Range | undefined => {
  const [low, high] = [figure?.low ?? figure?.value, figure?.high ?? figure?.value];
  return low == null || high == null ? undefined : { low, high };
};
const nearestKm = (
  told: LandSite,
  kinds: ReadonlyMap<string, Site["kind"]>,
  kind: Site["kind"],
): number | undefined => {
  const lengths = told.distances.filter(({ targetId }) => kinds.get(targetId) === kind).map(({ km }) => km);
  return lengths.length > 0 ? Math.min(...lengths) : undefined;
};

const valuesOf = (site: Site, told: LandSite, kinds: ReadonlyMap<string, Site["kind"]>): Values =>
  Object.fromEntries(
    CRITERIA.flatMap(({ id, metric }): [CriterionId, Range][] => {
      if (metric !== null) {
        const range = rangeOf(figureOf(site, metric));
        return range ? [[id, range]] : [];
      }
      const km = nearestKm(told, kinds, id);
      return km === undefined ? [] : [[id, { low: km, high: km }]];
    }),
  );

/** Two to five sites side by side: maps at one scale, what is best named, what is missing said, and a score by one's own weights. */
export const ComparePage = () => {
  const words = useWords();
  const ids = useView((view) => view.filters.ids) ?? "";
  const weights = readWeights(useView((view) => view.filters.weights));
  const sites = useSites();
  const lands = useFindLand();
  useTitle(words.title);
  const all = useMemo(() => {
    const kinds = new Map((sites.data?.items ?? []).map(({ id, kind }) => [id, kind]));
    const byId = new Map((sites.data?.items ?? []).map((site) => [site.id, site]));
    return (lands.data?.items ?? []).flatMap((told): Compared[] => {
      const site = byId.get(told.siteId);
      return site ? [{ site, told, values: valuesOf(site, told, kinds) }] : [];
    });
  }, [sites.data, lands.data]);
  if (!sites.data || !lands.data) {
    return (
      <div className="card wide compare">
        <PageHeading>{words.title}</PageHeading>
        <Waiting asked={sites.data ? lands : sites} lines={10} />
      </div>
    );
  }
  const chosen = [...new Set(ids.split(","))]
    .flatMap((id) => all.find(({ site }) => site.id === id) ?? [])
    .slice(0, MOST);
  const ask = (some: readonly string[], by = weights) => {
    const spelt = formatWeights(by);
    adjust({ filters: { ...(some.length > 0 && { ids: some.join(",") }), ...(spelt && { weights: spelt }) } });
  };
  const chosenIds = chosen.map(({ site }) => site.id);
  return (
    <div className="card wide compare">
      <PageHeading>{words.title}</PageHeading>
      <p className="lead">{words.intro}</p>
      {chosen.length < MOST && (
        <Choice
          sites={all.flatMap(({ site }) => (chosenIds.includes(site.id) ? [] : [site]))}
          onAdd={(id) => ask([...chosenIds, id])}
        />
      )}
      {chosen.length < 2 && <p className="empty">{words.few}</p>}
      {chosen.length > 0 && <Table chosen={chosen} onRemove={(id) => ask(chosenIds.filter((one) => one !== id))} />}
      {chosen.length > 1 && (
        <>
          <Weighing chosen={chosen} weights={weights} onWeigh={(by) => ask(chosenIds, by)} />
          <p className="buttons">
            <button type="button" className="button" onClick={() => window.print()}>
              {words.print}
            </button>
          </p>
        </>
      )}
    </div>
  );
};

type ChoiceProps = { readonly sites: readonly Site[]; readonly onAdd: (id: string) => void };

/** A list and a button: arrow keys go through the list, and would add each site they pass. */
const Choice = ({ sites, onAdd }: ChoiceProps) => {
  const text = useText();
  const words = useWords();
  const [id, setId] = useState("");
  const add = (event: FormEvent) => {
    event.preventDefault();
    onAdd(id);
    setId("");
  };
  return (
    <form className="compare-choose" onSubmit={add}>
      <label className="field">
        {words.choose}
        <select value={id} onChange={(event) => setId(event.target.value)}>
          <option value="">{words.chooseHint}</option>
          {sites.map((site) => (
            <option key={site.id} value={site.id} data-name={site.id}>
              {nameOf(site, text)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button" disabled={id === ""}>
        {words.add}
      </button>
    </form>
  );
};

/** The best of a row: the one value that no other reaches; none where they are the same, or only one is known. */
const bestOf = (ranges: readonly (Range | undefined)[], isLess: boolean): number | null => {
  const known = ranges.flatMap((range, at) =>
    range ? [{ at, value: isLess ? -range.high : range.low, ...range }] : [],
  );
  if (known.length < 2) return null;
  const [first, second] = known.toSorted((one, other) => other.value - one.value);
  const isClear = isLess ? first!.high < second!.low : first!.low > second!.high;
  return isClear ? first!.at : null;
};
const areSame = (ranges: readonly (Range | undefined)[]): boolean =>
  ranges.length > 1 && ranges.every((range) => range && range.low === ranges[0]?.low && range.high === ranges[0].high);

type TableProps = { readonly chosen: readonly Compared[]; readonly onRemove: (id: string) => void };

const Table = ({ chosen, onRemove }: TableProps) => {
  const text = useText();
  const words = useWords();
  const { language } = text;
  const figures = (label: string, metric: MetricId, isLess: boolean | null) => {
    const ranges = chosen.map(({ site }) => rangeOf(figureOf(site, metric)));
    return (
      <Row key={label} label={label} ranges={ranges} isLess={isLess}>
        {chosen.map(({ site }) => {
          const figure = figureOf(site, metric);
          return figure ? <Figure key={site.id} figure={figure} meta of={nameOf(site, text)} /> : null;
        })}
      </Row>
    );
  };
  const distances = (id: "port" | "bridge") => (
    <Row key={id} label={words.rows[id]} ranges={chosen.map(({ values }) => values[id])} isLess>
      {chosen.map(({ site, values }) => {
        const km = values[id]?.low;
        return km === undefined ? null : <span key={site.id}>{`${formatNumber(km, null, language)}\u00a0km`}</span>;
      })}
    </Row>
  );
  return (
    <div className="compare-scroll">
      <table className="compare-table" style={{ "--sites": chosen.length } as CSSProperties}>
        <thead>
          <tr>
            <th scope="col">{words.criterion}</th>
            {chosen.map(({ site }) => (
              <th key={site.id} scope="col">
                <Link to={{ page: "site", siteId: site.id }}>
                  <Name of={site} />
                </Link>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={words.remove(nameOf(site, text))}
                  onClick={() => onRemove(site.id)}
                >
                  <Icon name="close" size={14} />
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.maps}</th>
            {chosen.map(({ site }) => (
              <td key={site.id}>
                {site.position ? (
                  <img
                    src={`/api/sites/${site.id}/map.png?lang=${language}&scale=${MAP_SCALE}`}
                    alt={words.mapOf(nameOf(site, text))}
                    loading="lazy"
                  />
                ) : (
                  <Unknown>{words.noMap}</Unknown>
                )}
              </td>
            ))}
          </tr>
          {figures(words.rows.left, "remainingHa", false)}
          {figures(words.rows.leasableHa, "leasableHa", null)}
          {figures(words.rows.grossHa, "grossHa", null)}
          {figures(words.rows.occupancy, "occupancyShare", null)}
          {figures(words.rows.rent, "landRentUsdPerM2", true)}
          {figures(words.rows.registeredCapitalBillionVnd, "registeredCapitalBillionVnd", null)}
          {figures(words.rows.projects, "projects", null)}
          {distances("port")}
          {distances("bridge")}
          <Row label={words.rows.sectors} ranges={[]} isLess={null}>
            {chosen.map(({ site, told }) =>
              told.sectors.length > 0 ? (
                <span key={site.id}>
                  {told.sectors.map(({ textVi, textEn }) => inLanguage(textVi, textEn, text)).join(" ")}
                </span>
              ) : null,
            )}
          </Row>
          <Row label={words.rows.obstacles} ranges={[]} isLess={null}>
            {chosen.map(({ site, told }) => (
              <span key={site.id}>
                {told.obstacles.length > 0
                  ? [...new Set(told.obstacles.map(({ topic }) => words.topics[topic]))].join(", ")
                  : words.rows.noObstacles}
              </span>
            ))}
          </Row>
        </tbody>
      </table>
    </div>
  );
};

type RowProps = {
  readonly label: string;
  readonly ranges: readonly (Range | undefined)[];
  /** Whether less is better; null: neither. */
  readonly isLess: boolean | null;
  readonly children: readonly ReactNode[];
};

const Row = ({ label, ranges, isLess, children }: RowProps) => {
  const words = useWords();
  const best = isLess === null ? null : bestOf(ranges, isLess);
  const isSame = areSame(ranges);
  return (
    <tr data-same={isSame || undefined}>
      <th scope="row">
        {label}
        {isSame && <small> · {words.same}</small>}
      </th>
      {children.map((cell, at) => (
        // Cells stand in the order of the sites.
        <td key={at} data-best={best === at || undefined}>
          {cell ?? <Unknown>{words.missing}</Unknown>}
          {best === at && <strong className="compare-best"> {words.best}</strong>}
        </td>
      ))}
    </tr>
  );
};
