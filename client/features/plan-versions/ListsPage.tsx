import { type ReactNode } from "react";
import { byTerritory, namedSites } from "#client/features/plan-versions/lists-model.ts";
import { MemberTable } from "#client/features/plan-versions/MemberTable.tsx";
import { capitalise, metricName } from "#client/format.ts";
import { usePlanVersions, useSources } from "#client/queries.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { PLAN_TOPICS } from "#client/state/view-state.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Figure, sourceName } from "#client/ui/Figure.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Count, MetricLabel, Name, Period, Quoted } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { PastEmpty } from "#client/ui/PastEmpty.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { PlanVersionInFull } from "#contracts/plan-versions.ts";

export const ListsPage = () => {
  const text = useText();
  const asked = usePlanVersions();
  const topic = useView((view) => view.topic);
  useTitle(text.modes.lists);
  const versions = (asked.data?.items ?? []).filter((version) => version.topic === topic);
  return (
    <div className="card wide">
      <PageHeading isBackShown={false}>{text.modes.lists}</PageHeading>
      <p className="lead">{text.listsPage.intro}</p>
      <p>
        <Link to={{ page: "coverage", filters: { of: topic } }}>{text.listsPage.coverage}</Link>
        {" · "}
        <Link to={{ page: "network" }}>{text.listsPage.network}</Link>
        {" · "}
        <Link to={{ page: "calls" }}>{text.listsPage.calls}</Link>
      </p>
      <div className="chips" role="group" aria-label={text.listsPage.topic}>
        {PLAN_TOPICS.map((choice) => (
          <button
            key={choice}
            type="button"
            className="chip"
            aria-pressed={topic === choice}
            onClick={() => adjust({ topic: choice })}
          >
            {text.listsPage.topics[choice]}
          </button>
        ))}
      </div>
      {asked.data ? (
        <>
          {versions.length === 0 && <PastEmpty what={text.listsPage.empty} />}
          {byTerritory(versions).map((territory, place) => (
            <Lists key={territory.id} versions={territory.versions} isApart={place > 0} />
          ))}
        </>
      ) : (
        <Waiting asked={asked} lines={10} />
      )}
    </div>
  );
};

/** Lists of one territory side by side, oldest first, and below them who is named where. */
const Lists = ({ versions, isApart }: { versions: readonly PlanVersionInFull[]; isApart: boolean }) => {
  const text = useText();
  const named = versions.filter(({ members }) => members.length > 0);
  const territory = versions[0]?.territory;
  return (
    <section className={isApart ? "lists lists-apart" : "lists"}>
      {territory && isApart && (
        <>
          <h2>
            <Name of={territory} />
          </h2>
          <p>{text.listsPage.otherTerritory}</p>
        </>
      )}
      <ol className="versions">
        {versions.map((version) => (
          <Version key={version.id} version={version} />
        ))}
      </ol>
      {named.length > 0 && <MemberTable versions={named} sites={namedSites(named)} />}
    </section>
  );
};

/** One list: five rows that stand level with those of its neighbours. */
const Version = ({ version }: { version: PlanVersionInFull }) => {
  const text = useText();
  const source = useSources().data?.items.find(({ id }) => id === version.source.id);
  const name = nameOf(version, text);
  const note = inLanguage(version.noteVi, version.noteEn, text);
  const main = version.figures.find(({ metric }) => metric === version.topic);
  return (
    <li className="version" data-version={version.id}>
      <div>
        <h2>
          <Period of={version} />
        </h2>
        <p className="version-name">
          <Name of={version} />
        </p>
      </div>
      <p className="version-main">
        {main && <Figure figure={main} size="strong" noun={text.listsPage.nouns[version.topic]} of={name} />}
        {main && <Area of={main} figures={version.figures} name={name} />}
      </p>
      <dl className="version-rest">
        {version.figures
          .filter(
            (figure) => figure !== main && !version.figures.some(({ metric }) => areaOf(metric) === figure.metric),
          )
          .map((figure) => (
            <div key={figure.id}>
              <dt>
                <MetricLabel of={figure.metric}>
                  {text.listsPage.labels[figure.metric] ?? metricName(figure.metric, text.language)}
                </MetricLabel>
              </dt>
              <dd>
                <Figure figure={figure} of={name} />
                <Area of={figure} figures={version.figures} name={name} />
              </dd>
            </div>
          ))}
      </dl>
      <div className="version-names">
        {version.named === 0 ? (
          <p className="unknown">{text.listsPage.noNames}</p>
        ) : (
          <p>
            <Count of={[`named:${version.id}`, `namedDrawn:${version.id}`]}>
              {text.listsPage.names(version.named, version.drawn)}
            </Count>
          </p>
        )}
        {version.change && <Change change={version.change} />}
      </div>
      <div className="fine version-source">
        {source && (
          <Link to={{ page: "sources", sourceId: source.id }}>
            <Cite id={source.id}>{sourceName(source, text)}</Cite>
          </Link>
        )}
        {note && (
          <p>
            <Quoted from={`planVersion:${version.id}`}>{note}</Quoted>
          </p>
        )}
      </div>
    </li>
  );
};

/** A count of clusters and the area of the same clusters stand together. */
const areaOf = (metric: string): string => `${metric}GrossHa`;

const Area = ({ of, figures, name }: { of: FigureData; figures: readonly FigureData[]; name: string }) => {
  const area = figures.find(({ metric }) => metric === areaOf(of.metric));
  return (
    area && (
      <span className="version-area">
        <Figure figure={area} of={name} />
      </span>
    )
  );
};

const Change = ({ change }: { change: NonNullable<PlanVersionInFull["change"]> }) => {
  const text = useText();
  const isSame = change.added.length === 0 && change.dropped.length === 0;
  return (
    <div className="fine">
      <p>
        {text.listsPage.since} <Name of={change.since} />
        {isSame && (
          <>
            : <Count of={`named:${change.since.id}`}>{text.listsPage.same(change.kept)}</Count>
          </>
        )}
      </p>
      <Changed label={text.listsPage.added} sites={change.added} />
      <Changed label={text.listsPage.dropped} sites={change.dropped} />
    </div>
  );
};

type Named = NonNullable<PlanVersionInFull["change"]>["since"];

const Changed = ({ label, sites }: { label: string; sites: readonly Named[] }): ReactNode => {
  const text = useText();
  if (sites.length === 0) return null;
  return (
    <p>
      {label}:{" "}
      {sites.map((site, place) => (
        <span key={site.id}>
          {place > 0 && ", "}
          <Link to={{ page: "site", siteId: site.id }} data-site={site.id} data-name={site.id}>
            {capitalise(nameOf(site, text))}
          </Link>
        </span>
      ))}
    </p>
  );
};
