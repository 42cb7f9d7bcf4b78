import { formatNumber } from "#client/format.ts";
import { nameOf, useText } from "#client/text.tsx";
import { UNITS } from "#contracts/metrics.ts";
import { MOST_WEIGHT, type Range, ranksOf } from "#contracts/scoring.ts";
import type { Language } from "#contracts/units.ts";
import type { Compared } from "./compared.ts";
import { CRITERIA, scoreOf, type Weights } from "./score.ts";
import { useWords } from "./use-words.ts";

/** An end of a criterion as people write it: shares in per cent. */
const endOf = (value: number, unit: (typeof CRITERIA)[number]["unit"], language: Language): string => {
  const { printedFactor, [language]: name } = UNITS[unit];
  return `${formatNumber(value * printedFactor, null, language)}\u00a0${name}`;
};

type WeighingProps = {
  readonly chosen: readonly Compared[];
  readonly weights: Weights;
  readonly onWeigh: (weights: Weights) => void;
};

/** Weights that are one's own, the formula in the open, and scores and places as ranges where something is unknown. */
export const Weighing = ({ chosen, weights, onWeigh }: WeighingProps) => {
  const text = useText();
  const words = useWords();
  const { language } = text;
  const scores = chosen.map(({ values }) => scoreOf(values, weights)).filter((score) => score !== null);
  const ranks = ranksOf(scores);
  const digits = (value: number, decimals: number) => formatNumber(value, decimals, language);
  const spell = ({ low, high }: Range, decimals: number) => words.place(digits(low, decimals), digits(high, decimals));
  return (
    <section className="card-section">
      <h2>{words.weights}</h2>
      <p>{words.weightsLead}</p>
      <div className="compare-weights">
        {CRITERIA.map(({ id, worst, best, unit }) => (
          <label key={id}>
            {words.criteria[id]} <small>{words.ends(endOf(worst, unit, language), endOf(best, unit, language))}</small>
            <input
              type="range"
              min={0}
              max={MOST_WEIGHT}
              value={weights[id]}
              aria-label={words.weightOf(words.criteria[id])}
              onChange={(event) => onWeigh({ ...weights, [id]: Number(event.target.value) })}
            />
            <output>{weights[id]}</output>
          </label>
        ))}
      </div>
      {scores.length === 0 ? (
        <p>{words.noWeights}</p>
      ) : (
        <table className="plain-table compare-scores">
          <thead>
            <tr>
              <th scope="col">{words.criterion}</th>
              <th scope="col">{words.score}</th>
              <th scope="col">{words.rank}</th>
            </tr>
          </thead>
          <tbody>
            {chosen.map(({ site }, at) => (
              <tr key={site.id}>
                <th scope="row">{nameOf(site, text)}</th>
                <td className="number">{spell(scores[at]!, 2)}</td>
                <td className="number">{spell(ranks[at]!, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
