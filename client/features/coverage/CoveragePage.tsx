import { useState } from "react";
import { useCoverage, useCoverageAreas, useCoverageFile, useSources } from "#client/queries.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { sourceName } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Day, Name, Period } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Coverage } from "#contracts/coverage.ts";
import { useAreasOnMap } from "./areas-on-map.ts";
import { Controls } from "./Controls.tsx";
import { Next } from "./Next.tsx";
import { inputOf, useQuestion } from "./question.ts";
import { Amount } from "./Said.tsx";
import { Sandbox } from "./Sandbox.tsx";
import { Bands, Communes, Land, Pairs } from "./Tables.tsx";
import { useWords } from "./use-words.ts";
import "./coverage.css";

const FORMATS = { xlsx: "Excel", csv: "CSV", pdf: "PDF" } as const;

export const CoveragePage = () => {
  const words = useWords();
  const question = useQuestion();
  const asked = useCoverage(inputOf(question));
  const areas = useCoverageAreas(inputOf(question));
  const fileAddress = useCoverageFile(inputOf(question));
  const { language } = useText();
  const answer = asked.data;
  /** What the next clicks on the map are for. */
  const [pen, setPen] = useState<"place" | "area" | null>(null);
  useTitle(words.title);
  useAreasOnMap(areas.data, answer, question.show);
  return (
    <div className="card wide coverage">
      <PageHeading isBackShown={false}>{words.title}</PageHeading>
      <p className="lead">{words.lead}</p>
      {question.of === "markets" && (
        <p>
          <Link to={{ page: "network" }}>{words.toNetwork}</Link>
        </p>
      )}
      <Controls question={question} lists={answer?.lists ?? []} />
      {answer ? (
        <>
          <ListUsed answer={answer} />
          {answer.list === null && <Note tone="warning">{words.noList}</Note>}
          {answer.list !== null && answer.bands.length === 0 && <Note tone="warning">{words.noPlaces}</Note>}
          {answer.bands.length > 0 && (
            <>
              <Bands answer={answer} areas={areas.data} />
              <p className="fine">{words.key}</p>
              <Next
                question={question}
                answer={answer}
                isDrawing={pen === "area"}
                setDrawing={(isOn) => setPen(isOn ? "area" : null)}
              />
              <Sandbox
                question={question}
                answer={answer}
                isPlacing={pen === "place"}
                setPlacing={(isOn) => setPen(isOn ? "place" : null)}
              />
              <Communes answer={answer} />
              <p className="coverage-files">
                {words.files}:{" "}
                {(["xlsx", "csv", "pdf"] as const).map((format) => (
                  <a key={format} className="button" href={fileAddress(format, language)} download>
                    <Icon name="download" size={16} />
                    {FORMATS[format]}
                  </a>
                ))}
              </p>
              <Pairs answer={answer} />
            </>
          )}
          {answer.list !== null && question.of !== "markets" && <Land answer={answer} />}
          <Method answer={answer} />
        </>
      ) : (
        <Waiting asked={asked} lines={12} />
      )}
    </div>
  );
};

/** Which list, of which day, how many of it have a position, and whose they are. */
const ListUsed = ({ answer }: { answer: Coverage }) => {
  const words = useWords();
  const { list, counts, population } = answer;
  if (!list) return null;
  return (
    <section className="coverage-used">
      <p>
        {words.used}: <Name of={list} /> (<Period of={list} />){!list.isComplete && <> · {words.incomplete}</>}
      </p>
      {list.dataSet === "illustrative" && <Note tone="warning">{words.illustrative}</Note>}
      <p>
        <Amount at="counts.sites" value={counts.sites} decimals={0} /> {words.sites} ·{" "}
        <Amount at="counts.withPoint" value={counts.withPoint} decimals={0} /> {words.withPoint} ·{" "}
        <Amount at="counts.doubtful" value={counts.doubtful} decimals={0} /> {words.doubtful}
      </p>
      {population.asOf !== null && population.sum !== null && (
        <p>
          {words.people} <Day on={population.asOf} />:{" "}
          <Amount at="population.sum" value={population.sum} decimals={0} />
        </p>
      )}
    </section>
  );
};

const Method = ({ answer }: { answer: Coverage }) => {
  const words = useWords();
  const text = useText();
  return (
    <section className="card-section">
      <h2>{words.method}</h2>
      <p>{inLanguage(answer.method.vi, answer.method.en, text)}</p>
      <p>{words.noNetwork}</p>
      {answer.list && <SourceLine label={words.source} id={answer.list.source} />}
      {answer.population.source !== null && <SourceLine label={words.peopleSource} id={answer.population.source} />}
    </section>
  );
};

const SourceLine = ({ label, id }: { label: string; id: string }) => {
  const text = useText();
  const source = useSources().data?.items.find((one) => one.id === id);
  if (!source) return null;
  return (
    <p className="fine">
      {label}:{" "}
      <Link to={{ page: "sources", sourceId: id }}>
        <Cite id={id}>{sourceName(source, text)}</Cite>
      </Link>
    </p>
  );
};
