import { Fragment } from "react";
import { metricName } from "#client/format.ts";
import { useReport, useSources } from "#client/queries.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Figure, sourceName } from "#client/ui/Figure.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Day, MetricLabel, Name, Period, Quoted } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { Report, Sentence, SentencePart } from "#contracts/reports.ts";
import { Downloads } from "./Downloads.tsx";
import { OverTime } from "./OverTime.tsx";
import { useWords } from "./use-words.ts";
import "./reports.css";

/** The report in words and over time, and as files, of the day and data that are looked at. */
export const ReportsPage = () => {
  const text = useText();
  const words = useWords();
  const asked = useReport();
  const { data: report } = asked;
  useTitle(text.modes.reports);
  return (
    <div className="card wide report">
      <PageHeading isBackShown={false}>
        {report ? inLanguage(report.titleVi, report.titleEn, text) : text.modes.reports}
      </PageHeading>
      <p className="lead">{words.intro}</p>
      {report ? (
        <>
          {report.day !== null && (
            <p className="fine">
              {words.until} <Day on={report.day} />
            </p>
          )}
          <Downloads />
          <Narrative report={report} />
          <OverTime report={report} />
        </>
      ) : (
        <Waiting asked={asked} lines={12} />
      )}
    </div>
  );
};

const Narrative = ({ report: { sections, figures } }: { report: Report }) => {
  const text = useText();
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  return sections.map((section) => (
    <section key={section.id} className="report-section">
      <h2>{inLanguage(section.titleVi, section.titleEn, text)}</h2>
      {section.sentences.map((sentence) => (
        <Told key={sentence.id} sentence={sentence} figures={byId} />
      ))}
      <Obstacles obstacles={section.obstacles} />
    </section>
  ));
};

const Told = ({ sentence, figures }: { sentence: Sentence; figures: ReadonlyMap<string, FigureData> }) => {
  const text = useText();
  return (
    <p data-sentence={sentence.id}>
      {inLanguage(sentence.vi, sentence.en, text).map((part, index) => (
        // Parts have no names of their own and never change places.
        <Fragment key={index}>
          <Part part={part} figures={figures} />
        </Fragment>
      ))}
    </p>
  );
};

const Part = ({ part, figures }: { part: SentencePart; figures: ReadonlyMap<string, FigureData> }) => {
  const text = useText();
  if ("text" in part) return part.text;
  if ("name" in part) return <Name of={part.name} />;
  if ("metric" in part) return <MetricLabel of={part.metric}>{metricName(part.metric, text.language)}</MetricLabel>;
  const figure = figures.get("figure" in part ? part.figure : part.period);
  if (!figure) return null;
  return "period" in part ? <Period of={figure} /> : <Figure figure={figure} />;
};

const Obstacles = ({ obstacles }: { obstacles: Report["sections"][number]["obstacles"] }) => {
  const text = useText();
  const words = useWords();
  const sources = useSources().data?.items ?? [];
  if (obstacles.length === 0) return null;
  return (
    <>
      <h3>{words.obstacles}</h3>
      <ul className="report-obstacles">
        {obstacles.map(({ id, subject, textVi, textEn, sourceId }) => {
          const source = sources.find((one) => one.id === sourceId);
          return (
            <li key={id}>
              <span data-name={subject.id}>{nameOf(subject, text)}</span>:{" "}
              <Quoted from={`obstacle:${id}`}>{inLanguage(textVi, textEn, text)}</Quoted>{" "}
              <Link className="fine" to={{ page: "sources", sourceId }}>
                <Cite id={sourceId}>{source ? sourceName(source, text) : sourceId}</Cite>
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
};
