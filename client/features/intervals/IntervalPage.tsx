import { Fragment, type ReactNode } from "react";
import { capitalise, formulaInWords, intervalParts, joinParts, metricName } from "#client/format.ts";
import { useFigure, useIntervals, useSites } from "#client/queries.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Figure, fullMetricName } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { intervalId } from "#client/ui/Interval.tsx";
import { Name, Period } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { NotFound, Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Interval } from "#contracts/intervals.ts";
import { INTERVAL_METRICS } from "#contracts/metrics.ts";

/** How an interval follows from what is printed. `id`: `subject.metric.YYYY-MM-DD`. */
export const IntervalPage = ({ id }: { id: string }) => {
  const [subject = "", asked = "", date = ""] = id.split(".");
  const metric = INTERVAL_METRICS.find((known) => known === asked);
  return metric ? <Asked subject={subject} metric={metric} date={date} /> : <Missing />;
};

const Missing = () => <NotFound title={useText().interval.missing} />;

type AskedProps = Pick<Interval, "subject" | "metric"> & { readonly date: string };

const Asked = ({ subject, metric, date }: AskedProps) => {
  const text = useText();
  const asked = useIntervals({ subject, metric, date });
  const name = capitalise(metricName(metric, text.language));
  const ofName = asked.data && nameOf(asked.data.subject, text);
  useTitle(`${name}${ofName ? `, ${ofName}` : ""}`);
  if (!asked.data) return asked.isPending ? <Waiting asked={asked} lines={10} /> : <Missing />;
  if (asked.data.items.length === 0) return <Missing />;
  return (
    <article className="card figure-page">
      <PageHeading eyebrow={<Name of={asked.data.subject} />}>{name}</PageHeading>
      {asked.data.items.map((interval) => (
        <Explained key={interval.period} interval={interval} of={asked.data.subject} />
      ))}
    </article>
  );
};

type Named = { readonly id: string; readonly nameVi: string; readonly nameEn: string };

const Explained = ({ interval, of }: { interval: Interval; of: Named }) => {
  const text = useText();
  const words = text.interval;
  const { shownHigh, high, conflict, low, leftOut, areasAsOf } = interval;
  return (
    <>
      {conflict ? (
        <Section title={words.conflict} note={words.conflictWhy}>
          <FigureRows ids={conflict} />
        </Section>
      ) : (
        <>
          {low === null ? (
            <Note tone="warning">{words.noRatio}</Note>
          ) : (
            <p className="figure figure-key interval" data-interval={intervalId(interval)}>
              <span className="interval-word">{capitalise(words.possible)} </span>
              <Bounds interval={interval} />
              <Icon name="interval" size={20} />
            </p>
          )}
          <p className="fine">{words.meaning}</p>
          <dl className="facts">
            <Item label={text.figurePage.period}>
              <Period of={interval} />
            </Item>
            <Item label={text.figurePage.formula}>
              <Formula interval={interval} of={of} />
            </Item>
            <Item label={words.trivial}>
              <Trivial interval={interval} />
            </Item>
            {shownHigh !== null && high !== null && (
              <Item label={words.exactly}>
                <span data-interval={intervalId(interval)}>
                  {intervalParts({ ...interval, shownHigh: null }, text).spoken}
                </span>
                <span className="row-meta">{words.capped}</span>
              </Item>
            )}
            <Item label={words.says}>{interval.informative ? words.informative : words.uninformative}</Item>
          </dl>
          {interval.inputs.length > 0 && (
            <Section title={words.inputs} note={areasAsOf.length > 0 ? words.areasNote : null}>
              <FigureRows ids={interval.inputs} />
            </Section>
          )}
        </>
      )}
      {leftOut.length > 0 && (
        <Section title={words.leftOut} note={words.leftOutWhy}>
          <FigureRows ids={leftOut} />
        </Section>
      )}
    </>
  );
};

const Bounds = ({ interval }: { interval: Interval }) => {
  const text = useText();
  const { number, unit, spoken } = intervalParts(interval, text);
  // A dash between numbers is heard as a minus, or not at all.
  return (
    <span role="img" aria-label={spoken}>
      <span className="figure-number">{number}</span>
      <span className="figure-unit">{joinParts({ qualifier: "", number: "", unit }, text.language)}</span>
    </span>
  );
};

const Item = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Section = ({ title, note, children }: { title: string; note: string | null; children: ReactNode }) => (
  <section className="card-section">
    <h2>{title}</h2>
    {note && <p className="fine">{note}</p>}
    {children}
  </section>
);

/** What is sought, what is given and what always holds, in names of metrics and sites. */
const Formula = ({ interval, of }: { interval: Interval; of: Named }) => {
  const text = useText();
  const words = text.interval;
  if (interval.formula === null) return <span>{words.nothingGiven}</span>;
  const always = interval.formula.split(" | ")[2] ?? "";
  return (
    <span className="formula">
      {words.sought} {metricName(interval.metric, text.language)} (<ShortName of={of} />
      ), {words.given}:{" "}
      {interval.inputs.map((id, index) => (
        <Fragment key={id}>
          {index > 0 && ", "}
          <InputName id={id} />
        </Fragment>
      ))}
      , {words.and} {formulaInWords(always, text.language)}.
    </span>
  );
};

/** `Hòa Phú giai đoạn 2` in sentences that name several sites; groups have only their name. */
const ShortName = ({ of }: { of: Named }) => {
  const site = useSites().data?.items.find(({ id }) => id === of.id);
  return <Name of={site ? { id: of.id, nameVi: site.shortNameVi, nameEn: site.shortNameEn } : of} />;
};

const InputName = ({ id }: { id: string }) => {
  const text = useText();
  const found = useFigure(id).data;
  if (!found) return "…";
  return (
    <>
      {fullMetricName(found.figure, text)} (<ShortName of={found.subject} />)
    </>
  );
};

const Trivial = ({ interval: { trivialHigh, trivialFrom } }: { interval: Interval }) => {
  const words = useText().interval;
  if (trivialHigh === null) return words.unbounded;
  if (trivialFrom.length === 0) return words.atMostOne;
  return (
    <>
      {words.atMost}{" "}
      {trivialFrom.map((id, index) => (
        <Fragment key={id}>
          {index > 0 && " + "}
          <OneFigure id={id} />
        </Fragment>
      ))}
    </>
  );
};

const OneFigure = ({ id }: { id: string }) => {
  const text = useText();
  const found = useFigure(id).data;
  if (!found) return "…";
  return (
    <>
      <Figure figure={found.figure} of={nameOf(found.subject, text)} />{" "}
      <span className="fine">
        ({fullMetricName(found.figure, text)}, <ShortName of={found.subject} />)
      </span>
    </>
  );
};

const FigureRows = ({ ids }: { ids: readonly string[] }) => (
  <table className="plain-table">
    <tbody>
      {ids.map((id) => (
        <FigureRow key={id} id={id} />
      ))}
    </tbody>
  </table>
);

const FigureRow = ({ id }: { id: string }) => {
  const text = useText();
  const found = useFigure(id).data;
  if (!found) return null;
  const { figure, subject } = found;
  return (
    <tr>
      <th scope="row">
        {capitalise(fullMetricName(figure, text))}{" "}
        <span className="fine">
          <Name of={subject} />
        </span>
      </th>
      <td className="number">
        <Figure figure={figure} of={nameOf(subject, text)} />
      </td>
      <td className="fine">
        <Period of={figure} />
      </td>
    </tr>
  );
};
