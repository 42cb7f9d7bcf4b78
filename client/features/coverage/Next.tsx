import { formatNumber } from "#client/format.ts";
import { useCoverageSiting } from "#client/queries.ts";
import { useText } from "#client/text.tsx";
import { Name } from "#client/ui/marks.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import type { Coverage } from "#contracts/coverage.ts";
import { withPlaces } from "./places.ts";
import { askFor, inputOf, MORE, type Question } from "./question.ts";
import { Amount, Share } from "./Said.tsx";
import { useWords } from "./use-words.ts";

/** Where more would help most: asked for only when somebody wants to know, and marked as an experiment. */
export const Next = ({ question, answer }: { question: Question; answer: Coverage }) => {
  const words = useWords();
  const { language } = useText();
  return (
    <section className="card-section coverage-next">
      <h2>{words.next}</h2>
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
      {question.more !== null && (
        <>
          <Proposal question={question} more={question.more} goal="cover" answer={answer} />
          <Proposal question={question} more={question.more} goal="distance" answer={answer} />
        </>
      )}
    </section>
  );
};

type ProposalProps = {
  readonly question: Question;
  readonly more: (typeof MORE)[number];
  readonly goal: "cover" | "distance";
  readonly answer: Coverage;
};

const Proposal = ({ question, more, goal, answer }: ProposalProps) => {
  const words = useWords();
  const { thresholdsKm: _, ...input } = inputOf(question);
  // The middle threshold is what most planners ask about.
  const withinKm = question.thresholdsKm[Math.floor((question.thresholdsKm.length - 1) / 2)]!;
  const asked = useCoverageSiting({ ...input, goal, count: more, withinKm: String(withinKm) });
  const at = `siting:${goal}`;
  if (!asked.data) return <Waiting asked={asked} lines={2} />;
  const { siting } = asked.data;
  if (!siting) return <Note tone="warning">{words.noNext}</Note>;
  const value = (end: "before" | "after") =>
    goal === "cover" ? (
      <Share at={`${at}.${end}`} value={siting[end]} />
    ) : (
      <>
        <Amount at={`${at}.${end}`} value={siting[end]} decimals={2} /> {words.km}
      </>
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
