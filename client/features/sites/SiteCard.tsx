import { OldSection, ToldByWhole, useToldByWhole } from "#client/features/sites/card-history.tsx";
import { cardFigures, differentEarlier, standInGroup } from "#client/features/sites/card-model.ts";
import { Parts } from "#client/features/sites/card-parts.tsx";
import {
  Counted,
  Deployed,
  Distances,
  Facts,
  LandAndCapital,
  Obstacles,
  Position,
  Prices,
  Rows,
  Section,
} from "#client/features/sites/card-sections.tsx";
import { ShareCard } from "#client/features/sites/ShareCard.tsx";
import { PossibleValues } from "#client/features/sites/PossibleValues.tsx";
import { ApiError } from "#client/api.ts";
import { capitalise, isOld } from "#client/format.ts";
import { useFiguresOf, useSite } from "#client/queries.ts";
import { useReferenceDay } from "#client/state/reference-day.ts";
import { nameOf, useText } from "#client/text.tsx";
import { PairedBar, ShareBar } from "#client/ui/Bars.tsx";
import { AgeNote, Figure, FigureMeta, fullMetricName } from "#client/ui/Figure.tsx";
import { IllustrativeLink } from "#client/ui/Illustrative.tsx";
import { Name, Period } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Pairs } from "#client/ui/Pair.tsx";
import { NotFound, Note, Unknown, Waiting } from "#client/ui/States.tsx";
import { CallsOfSite } from "./CallsOfSite.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { SiteDetail } from "#contracts/sites.ts";

export const SiteCard = ({ id }: { id: string }) => {
  const asked = useSite(id);
  if (asked.data) return <Card detail={asked.data} />;
  if (
    asked.error instanceof ApiError &&
    (asked.error.kind === "site-not-found" || asked.error.kind === "route-not-found")
  )
    return <Missing id={id} />;
  return <Waiting asked={asked} lines={10} />;
};

const Missing = ({ id }: { id: string }) => {
  const text = useText();
  return (
    <NotFound title={text.states.siteMissing(id)}>
      <button type="button" className="button" onClick={() => document.getElementById("search")?.focus()}>
        {text.states.findByName}
      </button>
    </NotFound>
  );
};

const Card = ({ detail }: { detail: SiteDetail }) => {
  const text = useText();
  const { site } = detail;
  const name = nameOf(site, text);
  const figures = cardFigures(site.kind, site.figures);
  const group = standInGroup(detail);
  const told = useToldByWhole(site);
  const isLand = site.kind === "zone" || site.kind === "corridor";
  useTitle(name);
  return (
    <article className="card">
      <PageHeading
        eyebrow={
          <>
            {text.kinds[site.kind]} · {text.statuses[site.status]}
          </>
        }
      >
        <Name of={site} />
      </PageHeading>
      <p className="card-place">
        {[site.commune, site.district]
          .filter((unit) => unit !== null)
          .map((unit, index) => (
            <span key={unit.id}>
              {index > 0 && ", "}
              <Name of={unit} />
            </span>
          ))}
        <span className="fine"> ({text.card.communeBefore})</span>
        {site.communeNow && (
          <span className="fine place-now">
            {text.card.communeNow} <Name of={site.communeNow} />
          </span>
        )}
      </p>
      {site.dataSet === "illustrative" && <Note tone="warning">{text.illustrative.madeUpSite}</Note>}
      {site.status === "unverified" && (
        <Note tone="warning">
          {capitalise(text.statuses.unverified)}. {text.card.pressOnly}
        </Note>
      )}
      <Hero detail={detail} told={told} />
      <ShareCard detail={detail} />
      {site.kind === "cluster" && detail.facts.every(({ topic }) => topic !== "identity") && (
        <ListNames detail={detail} />
      )}
      {isLand && <LandAndCapital detail={detail} figures={figures} of={name} isTold={told?.figures.length !== 0} />}
      <Deployed site={site} get={figures.get} of={name} />
      {isLand && group && site.status === "operating" && (
        <Section title={text.card.deployedOnlyGroup}>
          <p className="fine">
            {text.card.deployedOnlyGroupWhy} <IllustrativeLink isSplit />
          </p>
          <PossibleValues site={site} standIns={group.figures} />
          <div className="group-box">
            <h3>
              <Name of={group} />
              {group.figures[0] && <FigureMeta figure={group.figures[0]} />}
            </h3>
            <Pairs figures={group.figures} of={nameOf(group, text)} />
          </div>
        </Section>
      )}
      <Prices figures={figures} of={name} />
      {figures.rest.length > 0 && (
        <Section title={text.card.otherFigures}>
          <Rows
            rows={figures.rest.map((figure) => ({
              label: capitalise(fullMetricName(figure, text)),
              figures: [figure],
            }))}
            of={name}
          />
        </Section>
      )}
      <Obstacles obstacles={detail.obstacles} />
      <CallsOfSite siteId={site.id} />
      <Distances figures={figures.distances} of={name} />
      <Facts facts={detail.facts} site={site} />
      <Parts detail={detail} />
      <OldSection site={site} />
      <Counted groups={detail.groups.filter((candidate) => candidate.id !== group?.id)} />
      <Position site={site} />
      {detail.planVersions.length > 0 && (
        <Section title={text.card.lists}>
          <ul className="plain">
            {detail.planVersions.map((version) => (
              <li key={version.id}>
                <Name of={version} />{" "}
                <span className="fine">
                  <Period of={{ asOf: version.asOf, period: version.asOf.slice(0, 7) }} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </article>
  );
};

/** The one or two numbers that people come for, and what is behind them. */
const Hero = ({ detail: { site }, told }: { detail: SiteDetail; told: ReturnType<typeof useToldByWhole> }) => {
  const text = useText();
  const today = useReferenceDay();
  const name = nameOf(site, text);
  const all = useFiguresOf(site.id).data?.items ?? [];
  const { hero, get } = cardFigures(site.kind, site.figures);
  const [leased, leasable, occupancy] = [get("leasedHa"), get("leasableHa"), get("occupancyShare")];
  const isOperating = (site.kind === "zone" || site.kind === "corridor") && site.status === "operating";
  const rank = get("marketClass");
  return (
    <div className="hero">
      {rank && (
        <p className="hero-class">
          {text.card.class} <Figure figure={rank} size="strong" of={name} meta />
        </p>
      )}
      {hero.length > 0 && (
        <div className="hero-figures">
          {hero.map((figure) => (
            <div key={figure.id}>
              <p className="hero-label">{capitalise(fullMetricName(figure, text))}</p>
              <Figure figure={figure} size="key" of={name} />
              <p className="hero-meta">
                <FigureMeta figure={figure} isHeadline />
              </p>
              <Earlier
                figures={differentEarlier(all, figure).slice(0, 2)}
                of={name}
                isShown={figure.metric === "grossHa"}
              />
            </div>
          ))}
        </div>
      )}
      {told && (
        <>
          <ToldByWhole told={told} />
          <PossibleValues site={site} standIns={told.figures} />
        </>
      )}
      {isOperating && !occupancy && told?.figures.length === 0 && (
        <div className="hero-unknown">
          <ShareBar figure={null} />
          <Unknown>
            {text.card.noOccupancy} <IllustrativeLink />
          </Unknown>
          <p className="fine">{text.card.who}</p>
        </div>
      )}
      {leased && leasable && (
        <div className="pair">
          <PairedBar whole={leasable} part={leased} tone="leased" />
          <p>
            {text.card.leased} <Figure figure={leased} size="strong" hideUnit of={name} /> /{" "}
            <Figure figure={leasable} size="strong" of={name} /> {text.card.leasable}
          </p>
          <p className="hero-meta">
            <FigureMeta figure={leased} isHeadline />{" "}
            {isOld(leasable, today) && <span className="fine">· {text.card.leasable}:</span>}{" "}
            <AgeNote figure={leasable} />
          </p>
        </div>
      )}
      {site.kind === "cluster" && hero.length === 0 && <Unknown>{text.card.noArea}</Unknown>}
    </div>
  );
};

const Earlier = ({
  figures,
  of,
  isShown,
}: {
  figures: readonly Parameters<typeof Figure>[0]["figure"][];
  of: string;
  isShown: boolean;
}) => {
  const text = useText();
  if (!isShown || figures.length === 0) return null;
  return (
    <p className="fine">
      {text.card.earlier}:{" "}
      {figures.map((figure, index) => (
        <span key={figure.id}>
          {index > 0 && ", "}
          <Figure figure={figure} of={of} /> (<Period of={figure} />)
        </span>
      ))}
    </p>
  );
};

/** A cluster's name comes from a later list than the Plan's total: say so where the name stands. */
const ListNames = ({ detail }: { detail: SiteDetail }) => {
  const text = useText();
  const isIn2015 = detail.planVersions.some(({ asOf }) => asOf.startsWith("2015"));
  const first = detail.planVersions.toSorted((a, b) => a.asOf.localeCompare(b.asOf))[0];
  if (isIn2015 || !first) return null;
  return (
    <p className="fine">
      {text.card.namedIn} <Name of={first} /> (<time dateTime={first.asOf}>{first.asOf.slice(0, 4)}</time>),{" "}
      {text.card.notReconciled}.
    </p>
  );
};
