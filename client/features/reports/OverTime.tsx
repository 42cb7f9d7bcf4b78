import { capitalise, metricName } from "#client/format.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Figure } from "#client/ui/Figure.tsx";
import { Name, Period } from "#client/ui/marks.tsx";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { MetricId } from "#contracts/metrics.ts";
import type { Report } from "#contracts/reports.ts";
import { type Scale, SeriesChart, toTime } from "./SeriesChart.tsx";
import { useWords } from "./use-words.ts";

type Line = { readonly subject: Report["series"][number]["subject"]; readonly figures: readonly FigureData[] };

/** Series by metric; charts of one metric share their scales. */
export const OverTime = ({ report: { series, figures } }: { report: Report }) => {
  const words = useWords();
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const metrics = [...new Set(series.map(({ metric }) => metric))];
  return (
    <section className="over-time">
      <h2>{words.overTime}</h2>
      {metrics.length === 0 ? <p>{words.noSeries}</p> : <p className="fine">{words.overTimeHint}</p>}
      {metrics.map((metric) => (
        <MetricOverTime
          key={metric}
          metric={metric}
          lines={series
            .filter((one) => one.metric === metric)
            .map((one) => ({ subject: one.subject, figures: one.figures.flatMap((id) => byId.get(id) ?? []) }))}
        />
      ))}
    </section>
  );
};

const scaleOf = (lines: readonly Line[], isShare: boolean): Scale => {
  const all = lines.flatMap(({ figures }) => figures);
  const times = all.map(({ asOf }) => toTime(asOf));
  const highest = Math.max(...all.map(({ value }) => value ?? 0));
  return { from: Math.min(...times), to: Math.max(...times), top: isShare ? Math.max(1, highest) : highest || 1 };
};

const MetricOverTime = ({ metric, lines }: { metric: MetricId; lines: readonly Line[] }) => {
  const text = useText();
  const scale = scaleOf(lines, metric.endsWith("Share"));
  const headingId = `series-${metric}`;
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId}>{capitalise(metricName(metric, text.language))}</h3>
      <div className="series-grid">
        {lines.map(({ subject, figures }) => {
          const nameId = `series-${metric}-${subject.id}`;
          return (
            <article key={subject.id} className="series">
              <h4 id={nameId}>
                <Name of={subject} />
              </h4>
              <SeriesChart figures={figures} scale={scale} labelledBy={`${headingId} ${nameId}`} />
              <SeriesTable figures={figures} labelledBy={`${headingId} ${nameId}`} of={nameOf(subject, text)} />
            </article>
          );
        })}
      </div>
    </section>
  );
};

type SeriesTableProps = {
  readonly figures: readonly FigureData[];
  readonly labelledBy: string;
  readonly of: string;
};

/** The same values as numbers that open their sources, newest first. */
const SeriesTable = ({ figures, labelledBy, of }: SeriesTableProps) => {
  const words = useWords();
  return (
    <table className="plain-table" aria-labelledby={labelledBy}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.value}</th>
        </tr>
      </thead>
      <tbody>
        {figures.toReversed().map((figure) => (
          <tr key={figure.id}>
            <th scope="row">
              <Period of={figure} />
            </th>
            <td className="number">
              <Figure figure={figure} size="row" of={of} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
