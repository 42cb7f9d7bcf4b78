import { type ReactNode, useState } from "react";
import { Link } from "#client/ui/Link.tsx";
import { Name } from "#client/ui/marks.tsx";
import { Unknown } from "#client/ui/States.tsx";
import { type MarketNetwork, NEED_CRITERIA, needOf, type NeedCriterion } from "#contracts/market-network.ts";
import { MOST_WEIGHT, type Range, ranksOf, scoreBy, type WeightsBy } from "#contracts/scoring.ts";
import { Amount } from "../Said.tsx";
import { useFirstOnMap } from "./first-on-map.ts";
import { useWords } from "./use-words.ts";

type QueueProps = {
  readonly answer: MarketNetwork;
  readonly weights: WeightsBy<NeedCriterion>;
  readonly onWeigh: (weights: WeightsBy<NeedCriterion>) => void;
};
const FIRST = 10;

/** Markets in the order of their need, by weights that are the reader's own, with the formula in the open. */
export const Queue = ({ answer: { items }, weights, onWeigh }: QueueProps) => {
  const words = useWords();
  const [isWhole, setWhole] = useState(false);
  const scored = items.flatMap((item, at) => {
    const score = scoreBy(NEED_CRITERIA, needOf(item), weights);
    return score === null ? [] : [{ item, at, score }];
  });
  const ranks = ranksOf(scored.map(({ score }) => score));
  const queue = scored
    .map((one, at) => ({ ...one, rank: ranks[at]! }))
    .toSorted((a, b) => a.rank.low + a.rank.high - b.rank.low - b.rank.high);
  useFirstOnMap(queue.slice(0, FIRST).map(({ item }) => item));
  const range = (at: string, { low, high }: Range, decimals: number) => (
    <>
      <Amount at={`network:${at}.low`} value={low} decimals={decimals} />
      {high !== low && (
        <>
          –<Amount at={`network:${at}.high`} value={high} decimals={decimals} />
        </>
      )}
    </>
  );
  const amount = (at: string, value: number | null, decimals: number, unit: string): ReactNode =>
    value === null ? (
      <Unknown>{words.unknown}</Unknown>
    ) : (
      <>
        <Amount at={`network:${at}`} value={value} decimals={decimals} /> {unit}
      </>
    );
  return (
    <section className="card-section">
      <h2>{words.queue}</h2>
      <p>{words.queueLead}</p>
      <div className="network-weights">
        {NEED_CRITERIA.map((criterion) => (
          <label key={criterion.id}>
            <span>
              {words.criteria[criterion.id]} <Ends criterion={criterion} />
            </span>
            <input
              type="range"
              data-coverage={`network:weight.${criterion.id}`}
              min={0}
              max={MOST_WEIGHT}
              value={weights[criterion.id]}
              aria-label={words.weightOf(words.criteria[criterion.id])}
              onChange={(event) => onWeigh({ ...weights, [criterion.id]: Number(event.target.value) })}
            />
            <output>
              <Amount at={`network:weight.${criterion.id}`} value={weights[criterion.id]} decimals={0} />
            </output>
          </label>
        ))}
      </div>
      {queue.length === 0 ? (
        <p>{words.noWeights}</p>
      ) : (
        <div className="coverage-scroll">
          <table className="coverage-table network-queue">
            <thead>
              <tr>
                <th scope="col">{words.place}</th>
                <th scope="col">{words.market}</th>
                <th scope="col">{words.score}</th>
                <th scope="col">{words.building}</th>
                <th scope="col">{words.points}</th>
                <th scope="col">{words.perPoint}</th>
                <th scope="col">{words.people}</th>
                <th scope="col">{words.next}</th>
              </tr>
            </thead>
            <tbody>
              {(isWhole ? queue : queue.slice(0, FIRST)).map(({ item, at, score, rank }) => (
                <tr key={item.id}>
                  <td>{range(`rank.${item.id}`, rank, 0)}</td>
                  <th scope="row">
                    <Link to={{ page: "site", siteId: item.id }}>
                      <Name of={item} />
                    </Link>
                    {item.isDoubtful && <span className="fine"> {words.unsure}</span>}
                  </th>
                  <td>{range(`score.${item.id}`, score, 2)}</td>
                  <td>{item.structure ? words.structures[item.structure] : <Unknown>{words.unknown}</Unknown>}</td>
                  <td>{amount(`items.${at}.businessPoints`, item.businessPoints, 0, "")}</td>
                  <td>{amount(`items.${at}.m2PerPoint`, item.m2PerPoint, 1, words.m2)}</td>
                  <td>{amount(`items.${at}.people`, item.people, 0, "")}</td>
                  <td>{amount(`items.${at}.nearest.km`, item.nearest?.km ?? null, 2, words.km)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {queue.length > FIRST && (
        <button type="button" className="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.less : words.whole}
        </button>
      )}
    </section>
  );
};

/** What of a criterion scores nought and what one. */
const Ends = ({ criterion: { id, worst, best } }: { criterion: (typeof NEED_CRITERIA)[number] }) => {
  const words = useWords();
  const units = { crowding: words.m2, people: words.persons, remoteness: words.km };
  const end = (of: "worst" | "best", value: number): ReactNode => {
    if (id === "building") return of === "worst" ? words.structures.solid : words.structures.temporary;
    if (id === "class") return null;
    return (
      <>
        <Amount at={`network:ends.${id}.${of}`} value={value} decimals={0} /> {units[id]}
      </>
    );
  };
  if (id === "class") return null;
  return (
    <small>
      ({end("worst", worst)} → {end("best", best)})
    </small>
  );
};
