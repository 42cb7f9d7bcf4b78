import { useMemo, type ReactNode } from "react";
import { useCoverage } from "#client/queries.ts";
import { Unknown, Waiting } from "#client/ui/States.tsx";
import type { Coverage } from "#contracts/coverage.ts";
import { nearestKms, summarise } from "./instant.ts";
import type { Place } from "./places.ts";
import { type Question, trialInputOf } from "./question.ts";
import { Amount, Kilometres, Range, Share } from "./Said.tsx";
import { useWords } from "./use-words.ts";

/** Most that distances on the sphere and on the ellipsoid differ by; a test holds them to it. */
const MOST_DIFFERENCE = 0.005;
const SHARES = ["unitShare", "populationShare"] as const;

type TrialTableProps = {
  readonly question: Question;
  readonly answer: Coverage;
  /** As they are on the map now, one perhaps on its way. */
  readonly tried: readonly Place[];
  readonly left: Coverage["sites"];
  readonly isMoving: boolean;
};

/** Before and after, the latter twice: at once on a sphere in this browser, and as PostGIS states it. */
export const TrialTable = ({ question, answer, tried, left, isMoving }: TrialTableProps) => {
  const words = useWords();
  const { thresholdsKm } = question;
  const asked = useCoverage(trialInputOf(question, answer.sites));
  const there = useMemo(
    () =>
      nearestKms(
        answer.items,
        answer.sites.flatMap(({ position, id }) => (position && !left.some((one) => one.id === id) ? [position] : [])),
      ),
    [answer, left],
  );
  const instant = summarise(answer.items, nearestKms(answer.items, tried, there), thresholdsKm);
  // While a place is on its way, what PostGIS said is of where it was.
  const trial = isMoving ? null : (asked.data?.trial ?? null);
  if (asked.isError) return <Waiting asked={asked} lines={2} />;
  const waiting = <span className="fine">…</span>;
  return (
    <>
      <div className="coverage-scroll">
        <table className="coverage-table" data-instant>
          <caption className="coverage-mark">{words.trialMark}</caption>
          <thead>
            <tr>
              <th scope="col">{words.measure}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.instant}</th>
              <th scope="col">{words.stated}</th>
              <th scope="col">{words.difference}</th>
            </tr>
          </thead>
          <tbody>
            {SHARES.flatMap((share) =>
              answer.bands.map((band, at): ReactNode => {
                const now = band[share];
                const soon = instant[share]?.[at];
                if (!now || soon === undefined) return null;
                const stated = trial?.bands[at]?.[share];
                return (
                  <tr key={`${share} ${band.km}`}>
                    <th scope="row">
                      {words.shareOf[share]}{" "}
                      <Amount at={`bands.${at}.km`} value={band.km} decimals={band.km % 1 === 0 ? 0 : 2} /> {words.km}
                    </th>
                    <td>
                      <Range at={`bands.${at}.${share}`} of={now} isShare />
                    </td>
                    <td>
                      <Share at={`instant.${share}.${at}`} value={soon} />
                    </td>
                    <td>{stated ? <Range at={`trial.bands.${at}.${share}`} of={stated} isShare /> : waiting}</td>
                    <td>
                      {stated ? (
                        <>
                          <Amount
                            at={`difference.${share}.${at}`}
                            value={Math.abs(soon - stated.high) * 100}
                            decimals={1}
                          />{" "}
                          {words.points}
                        </>
                      ) : (
                        waiting
                      )}
                    </td>
                  </tr>
                );
              }),
            )}
            <tr>
              <th scope="row">{words.meanKm}</th>
              <td>
                {answer.meanKm === null ? (
                  <Unknown>{words.unknown}</Unknown>
                ) : (
                  <Kilometres at="meanKm" value={answer.meanKm} />
                )}
              </td>
              <td>
                {instant.meanKm === null ? (
                  <Unknown>{words.unknown}</Unknown>
                ) : (
                  <Kilometres at="instant.meanKm" value={instant.meanKm} />
                )}
              </td>
              <td>{trial?.meanKm ? <Kilometres at="trial.meanKm" value={trial.meanKm} /> : waiting}</td>
              <td>
                {trial?.meanKm && instant.meanKm !== null ? (
                  <Share at="difference.meanKm" value={Math.abs(instant.meanKm / trial.meanKm - 1)} />
                ) : (
                  waiting
                )}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className="fine">
        {words.trialNote} <Share at="difference.most" value={MOST_DIFFERENCE} />.
      </p>
    </>
  );
};
