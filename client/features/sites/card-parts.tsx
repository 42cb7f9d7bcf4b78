import { OldDetails, useToldByWhole } from "#client/features/sites/card-history.tsx";
import { PossibleValues } from "#client/features/sites/PossibleValues.tsx";
import { useSites } from "#client/queries.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Figure, fullMetricName } from "#client/ui/Figure.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Name, Period } from "#client/ui/marks.tsx";
import type { MetricId } from "#contracts/metrics.ts";
import type { Site, SiteDetail } from "#contracts/sites.ts";
import { Section } from "#client/features/sites/card-sections.tsx";

const PART_METRICS: readonly MetricId[] = [
  "grossHa",
  "leasableHa",
  "occupancyShare",
  "establishments",
  "establishmentsOperating",
  "projects",
  "registeredCapitalBillionVnd",
  "registeredCapitalMillionUsd",
];

export const Parts = ({ detail: { site, children } }: { detail: SiteDetail }) => {
  const text = useText();
  return (
    <>
      {site.parentId && (
        <p className="card-section">
          {text.card.partOf}: <ParentLink id={site.parentId} />
        </p>
      )}
      {children.length > 0 && (
        <Section title={text.card.parts}>
          <ul className="parts">
            {children.map((part) => (
              <li key={part.id}>
                <Link to={{ page: "site", siteId: part.id }} data-name={part.id}>
                  {inLanguage(part.shortNameVi, part.shortNameEn, text)}
                </Link>
                <p className="part-figures">
                  {PART_METRICS.flatMap((metric) => part.figures.find((figure) => figure.metric === metric) ?? []).map(
                    (figure) => (
                      <span key={figure.id}>
                        <span className="fine">{fullMetricName(figure, text)} </span>
                        <Figure figure={figure} of={nameOf(part, text)} />
                        <span className="fine">
                          {" "}
                          (<Period of={figure} />)
                        </span>
                      </span>
                    ),
                  )}
                </p>
                <PartPossible part={part} />
                <OldDetails site={part} label={text.card.partHistory} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
};

/** What a part can hold while only the whole is told. */
const PartPossible = ({ part }: { part: Site }) => {
  const told = useToldByWhole(part);
  return told && <PossibleValues site={part} standIns={told.figures} />;
};

const ParentLink = ({ id }: { id: string }) => {
  const parent = useSites().data?.items.find((site) => site.id === id);
  return <Link to={{ page: "site", siteId: id }}>{parent ? <Name of={parent} /> : id}</Link>;
};
