import { useEffect, useState } from "react";
import { formatNumber } from "#client/format.ts";
import { useCoverageSiting } from "#client/queries.ts";
import { useText } from "#client/text.tsx";
import { Name } from "#client/ui/marks.tsx";
import { Note, Skeleton, Waiting } from "#client/ui/States.tsx";
import type { Coverage } from "#contracts/coverage.ts";
import { Avoid, type DrawingProps } from "./Avoid.tsx";
import { Best } from "./Best.tsx";
import { withPlaces } from "./places.ts";
import { askFor, middleKm, MORE, type Question, sitingInputOf } from "./question.ts";
import { Amount, Kilometres, Share } from "./Said.tsx";
import { useWords } from "./use-words.ts";

type NextProps = { readonly question: Question; readonly answer: Coverage } & DrawingProps;

/** Where more would help most: asked for only when somebody wants to know, and marked as an experiment. */
export const Next = ({ question, answer, ...pen }: NextProps) => {
  const words = useWords();
  const { language } = useText();
  const isSettled = useSettled(JSON.stringify([sitingInputOf(question, "cover"), question.more, question.isBestShown]));
  return (
    <section className="card-section coverage-next">
      <h2>{words.next}</h2>
      <p className="coverage-mark">{words.trialMark}</p>
      <p className="fine">{words.nextHint}</p>
      <label>
        {words.more}{" "}
        <select value={question.more ?? ""} onChange={({ target }) => askFor({ more: target.value })}>
          <option value="">{words.none}</option>
          {MORE.map((count) => (
            <option key={count} value={count} data-coverage={`choice:${count}`}>
              {formatNumber(Number(count), 0, language)}
            </option>
          ))}
        </select>
      </label>
      {!isSettled && <Skeleton lines={3} />}
      {isSettled && question.more !== null && (
        <>
          <Proposal question={question} more={question.more} goal="cover" answer={answer} />
          <Proposal question={question} more={question.more} goal="distance" answer={answer} />
        </>
      )}
      <Best question={question} isSettled={isSettled} />
      <Avoid avoided={question.avoided} {...pen} />
    </section>
  );
};

const STILL_MS = 300;

/** Whether a question has stood still for a while: who goes through a list by keyboard does not ask for every entry. */
const useSettled = (question: string): boolean => {
  const [settled, setSettled] = useState(question);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(question), STILL_MS);
    return () => clearTimeout(timer);
  }, [question]);
  return settled === question;
};

type ProposalProps = {
  readonly question: Question;
  readonly more: (typeof MORE)[number];
  readonly goal: "cover" | "distance";
  readonly answer: Coverage;
};

const Proposal = ({ question, more, goal, answer }: ProposalProps) => {
  const words = useWords();
  const withinKm = middleKm(question);
  const asked = useCoverageSiting({ ...sitingInputOf(question, goal), count: more });
  const at = `siting:${goal}`;
  if (!asked.data) return <Waiting asked={asked} lines={2} />;
  const { siting } = asked.data;
  if (!siting) return <Note tone="warning">{words.noNext}</Note>;
  const value = (end: "before" | "after") =>
    goal === "cover" ? (
      <Share at={`${at}.share.${end}`} value={siting.share[end]} />
    ) : (
      siting.meanKm[end] !== null && <Kilometres at={`${at}.meanKm.${end}`} value={siting.meanKm[end]} />
    );
  return (
    <div>
      <h3>
        {words.goals[goal]}
        {goal === "cover" && (
          <>
            {" "}
            <Amount at={`${at}.withinKm`} value={withinKm} decimals={withinKm % 1 === 0 ? 0 : 2} /> {words.km}
          </>
        )}
      </h3>
      {siting.chosen.length === 0 ? (
        <p>{words.noHelp}</p>
      ) : (
        <>
          <ul>
            {siting.chosen.map((commune) => (
              <li key={commune.id}>
                <Name of={commune} />
              </li>
            ))}
          </ul>
          <p>
            {words.fromTo} {value("before")} {words.to} {value("after")} ·{" "}
            {siting.outcome === "optimal" ? words.proven : words.unproven}
          </p>
          <button
            type="button"
            className="button"
            onClick={() => {
              const ids = new Set(siting.chosen.map(({ id }) => id));
              const points = answer.items.filter(({ id }) => ids.has(id)).map(({ point }) => point);
              askFor({ try: withPlaces(question.tried, points) });
            }}
          >
            {words.takeOver}
          </button>
        </>
      )}
    </div>
  );
};
