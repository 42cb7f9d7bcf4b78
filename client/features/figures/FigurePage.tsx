import { type ReactNode } from "react";
import { ApiError } from "#client/api.ts";
import { HistoryChart } from "#client/features/figures/HistoryChart.tsx";
import { capitalise, figureParts, formatInUnit, formulaInWords, joinParts } from "#client/format.ts";
import { useChecks, useFigure, useIntervals, useSites, useSources } from "#client/queries.ts";
import { useView } from "#client/state/navigation.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { AgeNote, Figure, fullMetricName, IllustrativeWord } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Interval as IntervalLink } from "#client/ui/Interval.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Day, Name, Period, Quoted } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { PastEmpty } from "#client/ui/PastEmpty.tsx";
import { NotFound, Note, Waiting } from "#client/ui/States.tsx";
import { Verdict } from "#client/ui/Verdict.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { Interval } from "#contracts/intervals.ts";
import { INTERVAL_METRICS } from "#contracts/metrics.ts";
import type { Output } from "#client/api.ts";

export const FigurePage = ({ id }: { id: string }) => {
  const text = useText();
  const asked = useFigure(id);
  const isPast = useView(({ asOf, knownOn }) => asOf !== null || knownOn !== null);
  if (asked.data) return <Details {...asked.data} />;
  const isMissing =
    asked.error instanceof ApiError &&
    asked.error.kind !== "offline" &&
    asked.error.kind !== "unavailable" &&
    asked.error.kind !== "internal";
  if (!isMissing) return <Waiting asked={asked} lines={10} />;
  if (isPast) {
    return (
      <div className="card not-found">
        <PageHeading>{text.time.thisFigure}</PageHeading>
        <PastEmpty what={text.time.thisFigure} />
      </div>
    );
  }
  return <NotFound title={text.states.figureMissing} />;
};

const Details = ({ figure, subject: subjectNamed, inputs, history }: Output<"figureById">) => {
  const text = useText();
  const subject = nameOf(subjectNamed, text);
  const name = capitalise(fullMetricName(figure, text));
  const parts = figureParts(figure, text);
  const checks =
    useChecks().data?.items.filter(
      (check) => check.printed.id === figure.id || check.inputs.some(({ id }) => id === figure.id),
    ) ?? [];
  const note = inLanguage(figure.noteVi, figure.noteEn, text);
  useTitle(`${name}, ${subject}`);
  return (
    <article className="card figure-page">
      <PageHeading eyebrow={<Name of={subjectNamed} />}>{name}</PageHeading>
      <p className={`figure figure-key method-${figure.method}`} data-figure={figure.id}>
        {parts.qualifier && <span className="figure-qualifier">{parts.qualifier} </span>}
        <span className="figure-number">{parts.number}</span>
        <span className="figure-unit">
          {joinParts({ qualifier: "", number: "", unit: parts.unit }, text.language)}
          {figure.unit === "count" && text.nouns[figure.metric] ? ` ${text.nouns[figure.metric]}` : ""}
        </span>
        {figure.method === "illustrative" && <IllustrativeWord />}
      </p>
      {figure.method === "illustrative" && <Note tone="warning">{text.methodExplained.illustrative}</Note>}
      <p className="figure-age">
        <AgeNote figure={figure} />
      </p>
      {figure.supersededBy && (
        <Note tone="info">
          {text.figurePage.superseded}: <LinkedFigure id={figure.supersededBy} subject={figure.subject} />
        </Note>
      )}
      {note && (
        <Note tone="info">
          <Quoted from={`figure:${figure.id}`}>{note}</Quoted>
        </Note>
      )}
      <dl className="facts">
        <Item label={text.figurePage.period}>
          <Period of={figure} />
        </Item>
        <Item label={text.figurePage.method}>
          <strong>{capitalise(text.method[figure.method])}</strong>. {text.methodExplained[figure.method]}
        </Item>
        {figure.source ? <SourceItem source={figure.source} /> : <InputSources inputs={inputs} />}
        {figure.printed !== null && (
          <Item label={text.figurePage.printedAs}>
            <span data-figure={figure.id}>“{figure.printed}”</span>
          </Item>
        )}
        {figure.formula && (
          <Item label={text.figurePage.formula}>
            <span className="formula" data-formula={figure.id}>
              {capitalise(formulaInWords(figure.formula, text.language))}
            </span>
          </Item>
        )}
        {figure.low !== null && figure.high !== null && figure.value !== null && (
          <Item label="±">
            <span data-figure={figure.id}>
              {text.figurePage.lowHigh(
                formatInUnit(figure.low, figure.unit, figure.decimals ?? 2, text.language),
                formatInUnit(figure.high, figure.unit, figure.decimals ?? 2, text.language),
              )}
            </span>
          </Item>
        )}
        <Item label={text.figurePage.confidence}>{text.confidence[figure.confidence]}</Item>
        <Item label={text.figurePage.knownOn}>
          <Day on={figure.knownOn} />
        </Item>
        {figure.restates && (
          <Item label={text.figurePage.restates}>
            <LinkedFigure id={figure.restates} subject={figure.subject} />
          </Item>
        )}
      </dl>
      {inputs.length > 0 && (
        <section className="card-section">
          <h2>{text.figurePage.inputs}</h2>
          <FigureTable figures={inputs} withName />
        </section>
      )}
      {checks.length > 0 && (
        <section className="card-section">
          <h2>{text.figurePage.checks}</h2>
          <ul className="plain">
            {checks.map((check) => (
              <li key={check.id}>
                <Link to={{ page: "checks", checkId: check.id }}>
                  <Quoted from={`check:${check.id}`}>{inLanguage(check.statementVi, check.statementEn, text)}</Quoted>
                </Link>{" "}
                <Verdict verdict={check.verdict} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card-section">
        <h2>{text.figurePage.history}</h2>
        {history.length > 1 ? (
          <>
            <HistoryChart figures={history} currentId={figure.id} label={text.figurePage.chart(name)} />
            <FigureTable figures={history} currentId={figure.id} />
          </>
        ) : (
          <p className="fine">{text.figurePage.historyOne}</p>
        )}
        {figure.target === null && <OtherDates figure={figure} of={subject} history={history} />}
      </section>
    </article>
  );
};

const Item = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** Title and number of a source, and under it who published it and when. */
const SourceLine = ({ id }: { id: string }) => {
  const text = useText();
  const source = useSources().data?.items.find((candidate) => candidate.id === id);
  return (
    <>
      <Link to={{ page: "sources", sourceId: id }}>
        <Cite id={id}>
          {source
            ? `${inLanguage(source.titleVi, source.titleEn, text)}${source.number ? `, ${source.number}` : ""}`
            : id}
        </Cite>
      </Link>
      {source && (
        <span className="row-meta">
          <Cite id={id}>{source.publisher}</Cite>
          {" · "}
          {source.publishedOn ? (
            <>
              {text.figurePage.publishedOn} <Day on={source.publishedOn} />
            </>
          ) : (
            text.sourcesPage.noDate
          )}
          {source.url && (
            <>
              {" · "}
              <a href={source.url} target="_blank" rel="noreferrer" className="external">
                {text.figurePage.openSource}
                <Icon name="external" size={13} />
              </a>
            </>
          )}
        </span>
      )}
    </>
  );
};

const SourceItem = ({ source: { id, locator } }: { source: NonNullable<FigureData["source"]> }) => {
  const text = useText();
  return (
    <>
      <Item label={text.figurePage.source}>
        <SourceLine id={id} />
      </Item>
      {locator && (
        <Item label={text.figurePage.locator}>
          <Cite id={id}>{locator}</Cite>
        </Item>
      )}
    </>
  );
};

const InputSources = ({ inputs }: { inputs: readonly FigureData[] }) => {
  const text = useText();
  const ids = [...new Set(inputs.flatMap(({ source }) => source?.id ?? []))];
  if (ids.length === 0) return null;
  return (
    <Item label={text.figurePage.derivedSources}>
      {ids.map((id) => (
        <span key={id} className="block-link">
          <SourceLine id={id} />
        </span>
      ))}
    </Item>
  );
};

/** Another figure that this one is read with; of a whole, with its name. */
const LinkedFigure = ({ id, subject }: { id: string; subject: string }) => {
  const found = useFigure(id).data;
  if (!found) return <Link to={{ page: "figure", figureId: id }}>…</Link>;
  return (
    <>
      {found.figure.subject !== subject && (
        <>
          <Name of={found.subject} />:{" "}
        </>
      )}
      <Figure figure={found.figure} meta />
    </>
  );
};

/** What the metric can have been at dates for which it is not printed, but something else is. */
const OtherDates = ({ figure, of, history }: { figure: FigureData; of: string; history: readonly FigureData[] }) => {
  const metric = INTERVAL_METRICS.find((known) => known === figure.metric);
  return metric && <IntervalRows subject={figure.subject} metric={metric} of={of} history={history} />;
};

type IntervalRowsProps = Pick<Interval, "subject" | "metric"> & {
  readonly of: string;
  readonly history: readonly FigureData[];
};

const IntervalRows = ({ subject, metric, of, history }: IntervalRowsProps) => {
  const text = useText();
  const intervals = (useIntervals({ subject, metric }).data?.items ?? []).filter(
    ({ asOf, period }) => !history.some((known) => known.asOf === asOf && known.period === period),
  );
  if (intervals.length === 0) return null;
  return (
    <>
      <h3 className="other-dates">{text.interval.otherDates}</h3>
      <table className="plain-table">
        <tbody>
          {intervals.map((interval) => (
            <tr key={`${interval.asOf} ${interval.period}`}>
              <th scope="row">
                <Period of={interval} />
              </th>
              <td className="number">
                <IntervalLink interval={interval} of={of} />
                {!interval.informative && <span className="row-meta">{text.interval.saysNothing}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};

const FigureTable = ({
  figures,
  currentId,
  withName = false,
}: {
  figures: readonly FigureData[];
  currentId?: string;
  withName?: boolean;
}) => {
  const text = useText();
  const sources = useSources().data?.items ?? [];
  return (
    <table className="plain-table">
      <tbody>
        {figures.map((figure) => {
          const source = sources.find(({ id }) => id === figure.source?.id);
          return (
            <tr key={figure.id} data-current={figure.id === currentId || undefined}>
              <th scope="row">{withName ? <FigureName figure={figure} /> : <Period of={figure} />}</th>
              <td className="number">
                <Figure figure={figure} />
              </td>
              <td className="fine">
                {withName ? (
                  <Period of={figure} />
                ) : source ? (
                  <Cite id={source.id}>{source.publisher}</Cite>
                ) : (
                  text.method[figure.method]
                )}
                {figure.restates && ` · ${text.figurePage.restates.toLocaleLowerCase(text.language)}`}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

const FigureName = ({ figure }: { figure: FigureData }) => {
  const text = useText();
  const subject = useSites().data?.items.find(({ id }) => id === figure.subject);
  return (
    <>
      {capitalise(fullMetricName(figure, text))} <span className="fine">{subject && <Name of={subject} />}</span>
    </>
  );
};
