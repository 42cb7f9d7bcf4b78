import { possibleValues } from "#client/features/sites/card-model.ts";
import { capitalise, metricName } from "#client/format.ts";
import { useIntervals } from "#client/queries.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Interval, intervalId } from "#client/ui/Interval.tsx";
import { Period } from "#client/ui/marks.tsx";
import type { Figure } from "#contracts/figures.ts";
import type { Site } from "#contracts/sites.ts";

/** What the numbers of a site can be at the dates for which only figures of a whole or group stand in; often nothing. */
export const PossibleValues = ({ site, standIns }: { site: Site; standIns: readonly Figure[] }) =>
  [...new Set(standIns.map(({ asOf }) => asOf))].map((date) => (
    <OfDate key={date} site={site} date={date} standIns={standIns.filter(({ asOf }) => asOf === date)} />
  ));

const OfDate = ({ site, date, standIns }: { site: Site; date: string; standIns: readonly Figure[] }) => {
  const text = useText();
  const shown = possibleValues(site, standIns, useIntervals({ subject: site.id, date }).data?.items ?? []);
  if (shown.length === 0) return null;
  return (
    <dl className="rows possible">
      {shown.map((interval) => (
        <div key={intervalId(interval)}>
          <dt>{capitalise(metricName(interval.metric, text.language))}</dt>
          <dd>
            <Interval interval={interval} of={nameOf(site, text)} />
            <span className="row-meta">
              <Period of={interval} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
};
