import { metricName } from "#client/format.ts";
import { nameOf, useText } from "#client/text.tsx";
import { ShareBar } from "#client/ui/Bars.tsx";
import { AgedPeriod, Figure, pickFigure } from "#client/ui/Figure.tsx";
import { IllustrativeLink } from "#client/ui/Illustrative.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Count, Period } from "#client/ui/marks.tsx";
import { Pairs, ProjectsLine } from "#client/ui/Pair.tsx";
import { PastEmpty } from "#client/ui/PastEmpty.tsx";
import { Unknown } from "#client/ui/States.tsx";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { MetricId } from "#contracts/metrics.ts";
import type { PlanVersion } from "#contracts/plan-versions.ts";
import type { Summary } from "#contracts/summary.ts";

/** Everything the first screen says about the province, in the order officers ask for it. */
export const OverviewFigures = ({
  summary,
  shortNames,
}: {
  summary: Summary;
  shortNames: ReadonlyMap<string, string>;
}) => {
  const text = useText();
  return (
    <>
      <p className="scope">{text.scope}</p>
      <Occupancy summary={summary} shortNames={shortNames} />
      <Group summary={summary} />
      <ControlTotals summary={summary} />
    </>
  );
};

type Props = { readonly summary: Summary; readonly shortNames: ReadonlyMap<string, string> };

const Occupancy = ({ summary, shortNames }: Props) => {
  const text = useText();
  return (
    <section className="block" aria-labelledby="occupancy">
      <h2 id="occupancy">
        {text.occupancy} <small>{text.occupancyHint}</small>
      </h2>
      <ul className="occupancy">
        {summary.occupancy.map(({ site, figure }) => {
          const name = shortNames.get(site.id) ?? nameOf(site, text);
          return (
            <li key={site.id}>
              <Link to={{ page: "site", siteId: site.id }} data-name={site.id}>
                {name}
              </Link>
              <ShareBar figure={figure} />
              {figure ? (
                <>
                  <Figure figure={figure} size="strong" of={name} />
                  <Period of={figure} />
                </>
              ) : (
                <Unknown>
                  {text.noSource} <IllustrativeLink />
                </Unknown>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const Group = ({ summary }: { summary: Summary }) => {
  const text = useText();
  const figure = (metric: MetricId) => pickFigure(summary.group.figures, metric);
  const dated = figure("leasedHa") ?? figure("projects");
  const of = nameOf(summary.group, text);
  return (
    <section className="block" aria-labelledby="group">
      <h2 id="group">
        {text.groupHeading}{" "}
        <small>
          {dated?.source ? <Cite id={dated.source.id}>{text.planShort}</Cite> : text.planShort}
          {dated && " · "}
          {dated && <AgedPeriod figure={dated} />}
          {dated && ` · ${text.method[dated.method]}`}
        </small>
      </h2>
      {summary.group.figures.length === 0 && <PastEmpty what={text.time.noGroup} />}
      <Pairs figures={summary.group.figures} of={of} />
      <ProjectsLine figures={summary.group.figures} of={of} />
      {summary.group.figures.length > 0 && (
        <p className="fine">
          {text.groupUnsplit} <IllustrativeLink isSplit />
        </p>
      )}
    </section>
  );
};

const ControlTotals = ({ summary }: { summary: Summary }) => {
  const text = useText();
  // Before the Plan a past view has no control total of it: the newest list of that day stands in, with its own date.
  const total = (metric: MetricId) =>
    pickFigure(summary.controlTotals, metric) ?? pickFigure(earlierTotals(summary), metric);
  const [clusters, area, markets] = [total("clusters"), total("clustersGrossHa"), total("markets")];
  const classes = (["marketsClass1", "marketsClass2", "marketsClass3"] as const).map(total);
  const of = nameOf(summary.scope, text);
  const isIllustrative = (topic: PlanVersion["topic"]) =>
    summary.planVersions.some((version) => version.topic === topic && version.dataSet === "illustrative");
  return (
    <section className="block totals">
      {!clusters && !markets && <Unknown>{text.time.noTotals}</Unknown>}
      {clusters && (
        <div>
          <h2>
            <Figure figure={clusters} size="key" noun={text.clustersNoun} of={of} />
          </h2>
          <p>
            {area && <Figure figure={area} size="strong" of={of} />}
            <span className="fine">
              {" · "}
              <Period of={clusters} />
            </span>
          </p>
          <OtherList
            version={otherList(summary, "clusters", clusters)}
            topic="clusters"
            isIllustrative={isIllustrative("clusters")}
          />
        </div>
      )}
      {markets && (
        <div>
          <h2>
            <Figure figure={markets} size="key" noun={text.marketsNoun} of={of} />
          </h2>
          <p>
            <span className="fine">{text.classes}: </span>
            <Classes figures={classes} of={of} />
            <span className="fine">
              {" · "}
              <Period of={markets} />
            </span>
          </p>
          <OtherList
            version={otherList(summary, "markets", markets)}
            topic="markets"
            isIllustrative={isIllustrative("markets")}
          />
        </div>
      )}
    </section>
  );
};

const earlierTotals = ({ planVersions, scope }: Summary): readonly FigureData[] =>
  planVersions
    .toSorted((a, b) => b.asOf.localeCompare(a.asOf))
    .flatMap(({ figures }) => figures)
    .filter(({ subject }) => subject === scope.id);

const Classes = ({ figures, of }: { figures: readonly (FigureData | undefined)[]; of: string }) => (
  <span className="classes">
    {figures.map((figure, rank) => (
      <span key={rank}>
        {rank > 0 && " / "}
        {figure ? <Figure figure={figure} of={of} /> : "?"}
      </span>
    ))}
  </span>
);

/** The later list that the drawn sites stand in: other date, other sites, so never a part of the total above it. */
const otherList = (summary: Summary, topic: PlanVersion["topic"], total: FigureData): PlanVersion | undefined =>
  summary.planVersions
    .filter((version) => version.topic === topic && version.asOf > total.asOf && version.named > 0)
    .sort((a, b) => b.drawn - a.drawn || a.asOf.localeCompare(b.asOf))[0];

type OtherListProps = {
  readonly version: PlanVersion | undefined;
  readonly topic: "clusters" | "markets";
  /** The map shows a made-up list instead. */
  readonly isIllustrative: boolean;
};

const OtherList = ({ version, topic, isIllustrative }: OtherListProps) => {
  const text = useText();
  if (isIllustrative) return <p className="fine">{text.illustrative.onMap}</p>;
  if (!version) return null;
  const figure = (metric: MetricId) => pickFigure(version.figures, metric);
  const of = nameOf(version, text);
  if (topic === "clusters") {
    const areas = [figure("clustersGrossHa")].filter((area) => area !== undefined);
    const stages =
      areas.length > 0
        ? areas
        : [figure("clustersStage1GrossHa"), figure("clustersStage2GrossHa")].filter((area) => area !== undefined);
    return (
      <p className="fine">
        {text.clusterLists} <Cite id={version.source.id}>{shortList(of)}</Cite> (
        <time dateTime={version.asOf}>{version.asOf.slice(0, 4)}</time>)
        {stages.map((area, index) => (
          <span key={area.id}>
            {index === 0 ? ", " : " + "}
            <Figure figure={area} hideUnit={index < stages.length - 1} of={of} />
          </span>
        ))}
      </p>
    );
  }
  const markets = figure("markets");
  const classes = (["marketsClass1", "marketsClass2", "marketsClass3"] as const).map(figure);
  return (
    <p className="fine">
      {text.marketLists}{" "}
      {markets ? (
        <Figure figure={markets} noun={text.nouns.markets} of={of} />
      ) : (
        <Count of={`named:${version.id}`}>
          {version.named} {text.nouns.markets ?? metricName("markets", text.language)}
        </Count>
      )}{" "}
      (<Period of={version} />
      {classes.some(Boolean) && ": "}
      {classes.some(Boolean) && <Classes figures={classes} of={of} />})
    </p>
  );
};

/** `Danh sách cụm theo QĐ 173/QĐ-UBND (2018)` → `QĐ 173`: the date stands beside it. */
const shortList = (name: string): string => /(?:QĐ|Decision)\s*\d+/.exec(name)?.[0] ?? name;
