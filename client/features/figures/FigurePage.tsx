import { useEffect, type ReactNode } from "react";
import { ApiError } from "#client/api.ts";
import { HistoryChart } from "#client/features/figures/HistoryChart.tsx";
import {
  capitalise,
  figureParts,
  figureSentence,
  formatDay,
  formatInUnit,
  formatPeriod,
  formulaInWords,
  joinParts,
} from "#client/format.ts";
import { useChecks, useFigure, useSites, useSources } from "#client/queries.ts";
import { useView } from "#client/state/navigation.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { AgeNote, Figure, fullMetricName, IllustrativeWord } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { PastEmpty } from "#client/ui/PastEmpty.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { Verdict } from "#client/ui/Verdict.tsx";
import type { Figure as FigureData } from "#contracts/figures.ts";
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
  return (
    <div className="card not-found">
      <PageHeading>{text.states.figureMissing}</PageHeading>
      <p>{text.states.missingHint}</p>
      <p className="buttons">
        <Link className="button" to={{ page: "overview" }}>
          {text.toOverview}
        </Link>
      </p>
    </div>
  );
};

/** Name of the site an input is about; derived figures are computed from figures of sites. */
const useSiteName = (id: string): string | null => {
  const text = useText();
  const site = useSites().data?.items.find((candidate) => candidate.id === id);
  return site ? nameOf(site, text) : null;
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
  useEffect(() => {
    document.title = `${name}, ${subject} · ${text.product}`;
  }, [name, subject, text]);
  return (
    <article className="card figure-page">
      <PageHeading eyebrow={subject}>{name}</PageHeading>
      <p className={`figure figure-key method-${figure.method}`}>
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
          {text.figurePage.superseded}: <Superseding id={figure.supersededBy} />
        </Note>
      )}
      {note && <Note tone="info">{note}</Note>}
      <dl className="facts">
        <Item label={text.figurePage.period}>{formatPeriod(figure.period, text)}</Item>
        <Item label={text.figurePage.method}>
          <strong>{capitalise(text.method[figure.method])}</strong>. {text.methodExplained[figure.method]}
        </Item>
        {figure.source ? <SourceItem source={figure.source} /> : <InputSources inputs={inputs} />}
        {figure.printed !== null && <Item label={text.figurePage.printedAs}>“{figure.printed}”</Item>}
        {figure.formula && (
          <Item label={text.figurePage.formula}>
            <span className="formula">{capitalise(formulaInWords(figure.formula, text.language))}</span>
          </Item>
        )}
        {figure.low !== null && figure.high !== null && figure.value !== null && (
          <Item label="±">
            {text.figurePage.lowHigh(
              formatInUnit(figure.low, figure.unit, figure.decimals ?? 2, text.language),
              formatInUnit(figure.high, figure.unit, figure.decimals ?? 2, text.language),
            )}
          </Item>
        )}
        <Item label={text.figurePage.confidence}>{text.confidence[figure.confidence]}</Item>
        <Item label={text.figurePage.knownOn}>{formatDay(figure.knownOn, text.language)}</Item>
        {figure.restates && <Item label={text.figurePage.restates}>{figure.restates}</Item>}
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
                  {inLanguage(check.statementVi, check.statementEn, text)}
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

const SourceItem = ({ source: { id, locator } }: { source: NonNullable<FigureData["source"]> }) => {
  const text = useText();
  const source = useSources().data?.items.find((candidate) => candidate.id === id);
  return (
    <>
      <Item label={text.figurePage.source}>
        <Link to={{ page: "sources", sourceId: id }}>
          {source
            ? `${inLanguage(source.titleVi, source.titleEn, text)}${source.number ? `, ${source.number}` : ""}`
            : id}
        </Link>
        {source && (
          <span className="row-meta">
            {source.publisher}
            {source.publishedOn && ` · ${text.figurePage.publishedOn} ${formatDay(source.publishedOn, text.language)}`}
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
      </Item>
      {locator && <Item label={text.figurePage.locator}>{locator}</Item>}
    </>
  );
};

const InputSources = ({ inputs }: { inputs: readonly FigureData[] }) => {
  const text = useText();
  const sources = useSources().data?.items ?? [];
  const ids = [...new Set(inputs.flatMap(({ source }) => source?.id ?? []))];
  if (ids.length === 0) return null;
  return (
    <Item label={text.figurePage.derivedSources}>
      {ids.map((id) => {
        const source = sources.find((candidate) => candidate.id === id);
        return (
          <Link key={id} className="block-link" to={{ page: "sources", sourceId: id }}>
            {source ? inLanguage(source.titleVi, source.titleEn, text) : id}
          </Link>
        );
      })}
    </Item>
  );
};

const Superseding = ({ id }: { id: string }) => {
  const text = useText();
  const newer = useFigure(id).data?.figure;
  if (!newer) return <Link to={{ page: "figure", figureId: id }}>{id}</Link>;
  return (
    <>
      <Figure figure={newer} meta />
      <span className="visually-hidden">{figureSentence(newer, text)}</span>
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
              <th scope="row">{withName ? <FigureName figure={figure} /> : formatPeriod(figure.period, text)}</th>
              <td className="number">
                <Figure figure={figure} />
              </td>
              <td className="fine">
                {withName ? formatPeriod(figure.period, text) : (source?.publisher ?? text.method[figure.method])}
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
  const subject = useSiteName(figure.subject);
  return (
    <>
      {capitalise(fullMetricName(figure, text))} <span className="fine">{subject}</span>
    </>
  );
};
