import type { ReactNode } from "react";
import { FigureTable, Values } from "#client/features/sites/card-history.tsx";
import { deployedTogether, missingProjects, type CardFigures } from "#client/features/sites/card-model.ts";
import { asSentence, capitalise } from "#client/format.ts";
import { useFiguresOf, useSources } from "#client/queries.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Figure, FigureMeta, fullMetricName, sourceName } from "#client/ui/Figure.tsx";
import { IllustrativeLink } from "#client/ui/Illustrative.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Name, Period, Quoted } from "#client/ui/marks.tsx";
import { Pairs, ProjectsLine } from "#client/ui/Pair.tsx";
import { Note, Unknown } from "#client/ui/States.tsx";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { MetricId } from "#contracts/metrics.ts";
import type { Fact, Site, SiteDetail } from "#contracts/sites.ts";

export const Section = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <section className="card-section">
    <h2>{title}</h2>
    {children}
  </section>
);

type Row = { readonly label: string; readonly figures: readonly FigureData[] };

/** Label, values, and under them date, method and age. */
export const Rows = ({ rows, of }: { rows: readonly Row[]; of: string }) => {
  const text = useText();
  return (
    <dl className="rows">
      {rows
        .filter(({ figures }) => figures.length > 0)
        .map(({ label, figures }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {figures.map((figure, index) => (
                <span key={figure.id}>
                  {index > 0 && " + "}
                  <Figure
                    figure={figure}
                    size="strong"
                    of={of}
                    noun={figure.unit === "count" ? text.nouns[figure.metric] : undefined}
                  />
                </span>
              ))}
              {figures[0] && (
                <span className="row-meta">
                  <FigureMeta figure={figures[0]} isHeadline />
                </span>
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
};

const known = (figures: readonly (FigureData | undefined)[]): readonly FigureData[] =>
  figures.filter((figure) => figure !== undefined);

type LandProps = {
  readonly detail: SiteDetail;
  readonly figures: CardFigures;
  readonly of: string;
  readonly isTold: boolean;
};

/** `isTold`: what is missing has been said already, by the figures of the whole. */
export const LandAndCapital = ({ detail, figures: { get, hero }, of, isTold }: LandProps) => {
  const text = useText();
  const isHero = (metric: MetricId) => hero.some((figure) => figure.metric === metric);
  const rows: Row[] = [
    { label: text.card.area, figures: isHero("grossHa") ? [] : known([get("grossHa")]) },
    { label: capitalise(text.card.leasable), figures: get("leasedHa") ? [] : known([get("leasableHa")]) },
    { label: text.card.projects, figures: known([get("projects")]) },
    {
      label: text.card.capital,
      figures: known([get("registeredCapitalBillionVnd"), get("registeredCapitalMillionUsd")]),
    },
  ];
  const missing = detail.site.status === "operating" && !isTold ? missingProjects(detail) : undefined;
  if (!missing && rows.every((row) => row.figures.length === 0)) return null;
  return (
    <section className="card-section">
      <Rows rows={rows} of={of} />
      {missing && (
        <dl className="rows">
          <div>
            <dt>{capitalise(text.card.topics.projects)}</dt>
            <dd>
              <Unknown>
                {text.noSource} <IllustrativeLink />
              </Unknown>
              {missing.group && missing.figures[0] && (
                <span className="row-meta told-by">
                  {text.card.onlyTotal} <Name of={missing.group} />:{" "}
                  <Values figures={missing.figures} of={nameOf(missing.group, text)} />
                  <FigureMeta figure={missing.figures[0]} />
                </span>
              )}
            </dd>
          </div>
        </dl>
      )}
    </section>
  );
};

/** Deployed within leased land and registered capital, as of the date of the deployed land, with the projects of that date. */
export const Deployed = ({ site, get, of }: { site: Site; get: CardFigures["get"]; of: string }) => {
  const text = useText();
  const all = useFiguresOf(site.id).data?.items;
  const deployed = get("deployedHa");
  if (!deployed || !all) return null;
  const figures = deployedTogether(all, deployed);
  return (
    <Section
      title={
        <>
          {text.card.deployed} <FigureMeta figure={deployed} />
        </>
      }
    >
      <Pairs figures={figures} of={of} />
      <ProjectsLine figures={figures} of={of} />
    </Section>
  );
};

export const Prices = ({ figures: { prices, get }, of }: { figures: CardFigures; of: string }) => {
  const text = useText();
  const [from, to] = [get("leaseTermFromYear"), get("leaseTermToYear")];
  if (prices.length === 0 && !to) return null;
  return (
    <Section title={prices.length > 0 ? text.card.prices : text.card.term}>
      <Rows
        rows={prices.map((figure) => ({ label: capitalise(fullMetricName(figure, text)), figures: [figure] }))}
        of={of}
      />
      {to && (
        <dl className="rows">
          <div>
            <dt>{text.card.term}</dt>
            <dd>
              {from && <Figure figure={from} size="strong" of={of} />}
              {from && "–"}
              <Figure figure={to} size="strong" of={of} />
              <span className="row-meta">
                <FigureMeta figure={to} isHeadline />
              </span>
            </dd>
          </div>
        </dl>
      )}
    </Section>
  );
};

const SourceLink = ({ id, locator }: { id: string; locator: string | null }) => {
  const text = useText();
  const source = useSources().data?.items.find((candidate) => candidate.id === id);
  return (
    <Link className="source-link" to={{ page: "sources", sourceId: id }}>
      <Cite id={id}>
        {source ? sourceName(source, text) : id}
        {locator && `, ${locator}`}
      </Cite>
    </Link>
  );
};

export const Obstacles = ({ obstacles }: { obstacles: SiteDetail["obstacles"] }) => {
  const text = useText();
  const first = obstacles[0];
  if (!first) return null;
  return (
    <Section
      title={
        <>
          {text.card.obstacles}{" "}
          <small>
            {text.card.recorded.before} <Period of={first} />
            {text.card.recorded.after}
          </small>
        </>
      }
    >
      <ul className="obstacles">
        {obstacles.map((obstacle) => (
          <li key={obstacle.id}>
            <Quoted from={`obstacle:${obstacle.id}`}>{inLanguage(obstacle.textVi, obstacle.textEn, text)}</Quoted>
          </li>
        ))}
      </ul>
      <p className="fine">
        <SourceLink {...first.source} />
      </p>
    </Section>
  );
};

export const Distances = ({ figures, of }: { figures: readonly FigureData[]; of: string }) => {
  const text = useText();
  if (figures.length === 0) return null;
  return (
    <Section title={text.card.distances}>
      <FigureTable figures={figures} of={of} label={({ target }) => target && <Name of={target} />} />
      <p className="fine">{text.card.distancesNote}</p>
    </Section>
  );
};

/** Facts of one entry of one source stand together and name it once, under the last. */
const isSameOrigin = (fact: Fact, next: Fact | undefined): boolean =>
  next !== undefined &&
  fact.topic !== "identity" &&
  fact.source.id === next.source.id &&
  fact.source.locator === next.source.locator &&
  fact.period === next.period;

export const Facts = ({ facts, site: { id: of, note } }: { facts: readonly Fact[]; site: Site }) => {
  const text = useText();
  // What a site must not be confused with comes first.
  const sorted = facts.toSorted(
    (a, b) =>
      Number(b.topic === "identity") - Number(a.topic === "identity") ||
      b.asOf.localeCompare(a.asOf) ||
      a.source.id.localeCompare(b.source.id),
  );
  if (sorted.length === 0 && !note) return null;
  return (
    <Section title={text.card.facts}>
      {note && (
        <p className="site-note">
          <Quoted from={`site:${of}`}>{inLanguage(note.vi, note.en, text)}</Quoted>
        </p>
      )}
      <dl className="facts">
        {sorted.map((fact, index) => (
          <div key={fact.id} data-topic={fact.topic}>
            <dt>{text.topics[fact.topic]}</dt>
            <dd>
              <Quoted from={`fact:${fact.id}`}>{inLanguage(fact.textVi, fact.textEn, text)}</Quoted>
              {!isSameOrigin(fact, sorted[index + 1]) && (
                <span className="row-meta">
                  <Period of={fact} /> · <SourceLink {...fact.source} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
};

export const Counted = ({ groups }: { groups: SiteDetail["groups"] }) => {
  const text = useText();
  const shown = groups.filter(({ figures }) => figures.length > 0);
  if (shown.length === 0) return null;
  return (
    <Section title={text.card.countedIn}>
      {shown.map((group) => (
        <div key={group.id} className="group-box">
          <h3>
            <Name of={group} />
          </h3>
          <FigureTable figures={group.figures} of={nameOf(group, text)} />
        </div>
      ))}
    </Section>
  );
};

export const Position = ({ site }: { site: Site }) => {
  const text = useText();
  return (
    <Section title={text.card.position}>
      {site.positionDoubt && (
        <Note tone="warning">
          {text.positionDoubt}:{" "}
          <Quoted from={`position:${site.id}`}>{inLanguage(site.positionDoubt.vi, site.positionDoubt.en, text)}</Quoted>
        </Note>
      )}
      <p>
        {text.geometry[site.geometryQuality]}
        {site.position && (
          <span className="fine">
            {" · "}
            <span data-position={site.id}>{`${site.position[1].toFixed(4)}, ${site.position[0].toFixed(4)}`}</span>
          </span>
        )}
      </p>
      {site.geometryMethod && (
        <p className="fine">
          <Quoted from={`position:${site.id}`}>
            {asSentence(inLanguage(site.geometryMethod.vi, site.geometryMethod.en, text))}
          </Quoted>
        </p>
      )}
      {site.geometrySource && (
        <p className="fine">
          <SourceLink id={site.geometrySource} locator={null} />
        </p>
      )}
      {site.position && <p className="fine">{text.notMeasuredHere}</p>}
    </Section>
  );
};
