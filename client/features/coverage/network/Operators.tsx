import { capitalise, metricName } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Figure } from "#client/ui/Figure.tsx";
import { MetricLabel, Period } from "#client/ui/marks.tsx";
import type { MarketNetwork } from "#contracts/market-network.ts";
import { Amount } from "../Said.tsx";
import { useWords } from "./use-words.ts";

/** Markets by kind of operator as bars and numbers, beside what was published before. */
export const Operators = ({ answer: { operators, history } }: { answer: MarketNetwork }) => {
  const words = useWords();
  const { language } = useText();
  const most = Math.max(1, ...operators.map(({ markets }) => markets));
  return (
    <section className="card-section">
      <h2>{words.operators}</h2>
      {operators.length > 0 && (
        <>
          <table className="coverage-table">
            <thead>
              <tr>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.number}</th>
              </tr>
            </thead>
            <tbody>
              {operators.map(({ kind, markets }, at) => (
                <tr key={kind} data-kind={kind}>
                  <th scope="row">
                    {kind === null ? words.notTold : words.kinds[kind]}
                    <span className="coverage-bar" aria-hidden="true">
                      <span className="coverage-bar-low" style={{ width: `${(markets / most) * 100}%` }} />
                    </span>
                  </th>
                  <td>
                    <Amount at={`network:operators.${at}.markets`} value={markets} decimals={0} /> {words.markets}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="fine">{words.operatorsHint}</p>
        </>
      )}
      {history.length > 0 && (
        <>
          <h3>{words.history}</h3>
          <table className="coverage-table">
            <thead>
              <tr>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.when}</th>
              </tr>
            </thead>
            <tbody>
              {history.map((figure) => (
                <tr key={figure.id}>
                  <th scope="row">
                    <MetricLabel of={figure.metric}>{capitalise(metricName(figure.metric, language))}</MetricLabel>
                  </th>
                  <td>
                    <Figure figure={figure} size="row" />
                  </td>
                  <td>
                    <Period of={figure} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="fine">{words.historyHint}</p>
        </>
      )}
    </section>
  );
};
