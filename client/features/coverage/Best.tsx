import type { ReactNode } from "react";
import { useCoverageSiting } from "#client/queries.ts";
import { Unknown, Waiting } from "#client/ui/States.tsx";
import { askFor, middleKm, type Question, sitingInputOf } from "./question.ts";
import { Amount, Kilometres, Share } from "./Said.tsx";
import { useWords } from "./use-words.ts";

/** The list beside the best that as many places could do, by either goal. */
export const Best = ({ question, isSettled }: { question: Question; isSettled: boolean }) => {
  const words = useWords();
  const { isBestShown } = question;
  return (
    <div className="coverage-best">
      <button
        type="button"
        className="button"
        aria-expanded={isBestShown}
        onClick={() => askFor({ best: isBestShown ? "" : "1" })}
      >
        {isBestShown ? words.hideBest : words.best}
      </button>
      {isBestShown && isSettled && <Beside question={question} />}
    </div>
  );
};

const Beside = ({ question }: { question: Question }) => {
  const words = useWords();
  const start = { start: "nothing" } as const;
  const cover = useCoverageSiting({ ...sitingInputOf(question, "cover"), ...start });
  const distance = useCoverageSiting({ ...sitingInputOf(question, "distance"), ...start });
  if (!cover.data || !distance.data) return <Waiting asked={cover.data ? distance : cover} lines={3} />;
  const { count } = cover.data;
  const [most, nearest] = [cover.data.siting, distance.data.siting];
  if (!most || !nearest) return <p>{words.noNext}</p>;
  const km = middleKm(question);
  const mean = (at: string, value: number | null) =>
    value === null ? <Unknown>{words.unknown}</Unknown> : <Kilometres at={at} value={value} />;
  const row = (at: "cover" | "distance", { share, meanKm, chosen, outcome }: typeof most): ReactNode => (
    <tr>
      <th scope="row">{words.bestFor[at]}</th>
      <td>
        <Amount at={`beside:${at}.chosen.length`} value={chosen.length} decimals={0} />
      </td>
      <td>
        <Share at={`beside:${at}.share.after`} value={share.after} />
      </td>
      <td>{mean(`beside:${at}.meanKm.after`, meanKm.after)}</td>
      <td>{outcome === "optimal" ? words.proven : words.unproven}</td>
    </tr>
  );
  return (
    <>
      <p className="fine">{words.bestHint}</p>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <caption className="coverage-mark">{words.trialMark}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{words.places}</th>
              <th scope="col">
                {words.within} <Amount at="beside:cover.withinKm" value={km} decimals={km % 1 === 0 ? 0 : 2} />{" "}
                {words.km}
              </th>
              <th scope="col">{words.meanKm}</th>
              <th scope="col">{words.outcome}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{words.asListed}</th>
              <td>
                <Amount at="beside:cover.count" value={count} decimals={0} />
              </td>
              <td>
                <Share at="beside:cover.share.before" value={most.share.before} />
              </td>
              <td>{mean("beside:cover.meanKm.before", most.meanKm.before)}</td>
              <td />
            </tr>
            {row("cover", most)}
            {row("distance", nearest)}
          </tbody>
        </table>
      </div>
    </>
  );
};
