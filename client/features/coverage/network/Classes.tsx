import { inLanguage, useText } from "#client/text.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Day, Name, Quoted } from "#client/ui/marks.tsx";
import { Unknown } from "#client/ui/States.tsx";
import type { MarketNetwork } from "#contracts/market-network.ts";
import { Amount } from "../Said.tsx";
import { useWords } from "./use-words.ts";

/** What the decrees say of classes, and which markets are printed in another. */
export const Classes = ({ answer: { rules, day, items, otherClass } }: { answer: MarketNetwork }) => {
  const words = useWords();
  const text = useText();
  const others = new Set(otherClass);
  const shown = items.map((item, at) => ({ item, at })).filter(({ item }) => others.has(item.id));
  return (
    <section className="card-section">
      <h2>{words.classes}</h2>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{words.marketClass}</th>
              <th scope="col">{words.rule}</th>
              <th scope="col">{words.document}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, at) => (
              <tr key={rule.id}>
                <th scope="row">
                  <Amount at={`network:rules.${at}.marketClass`} value={rule.marketClass} decimals={0} />
                </th>
                <td>
                  <Quoted from={`rule:${rule.id}`}>{inLanguage(rule.statementVi, rule.statementEn, text)}</Quoted>
                </td>
                <td>
                  <Link to={{ page: "sources", sourceId: rule.source }}>
                    <Cite id={rule.source}>{rule.documentNumber}</Cite>
                  </Link>
                  <span className="fine">
                    {" "}
                    {words.from} <Day on={rule.validFrom} />
                    {rule.validTo !== null && (
                      <>
                        {" "}
                        {words.to} <Day on={rule.validTo} />
                      </>
                    )}
                  </span>
                  {rule.validFrom <= day && (rule.validTo === null || day <= rule.validTo) && (
                    <strong> {words.inForce}</strong>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {items.length > 0 && (shown.length === 0 ? <p>{words.noOtherClass}</p> : <h3>{words.otherClass}</h3>)}
      {shown.length > 0 && (
        <div className="coverage-scroll">
          <table className="coverage-table">
            <thead>
              <tr>
                <th scope="col">{words.market}</th>
                <th scope="col">{words.printed}</th>
                <th scope="col">{words.byRules}</th>
                <th scope="col">{words.points}</th>
                <th scope="col">{words.building}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ item, at }) => (
                <tr key={item.id}>
                  <th scope="row">
                    <Link to={{ page: "site", siteId: item.id }}>
                      <Name of={item} />
                    </Link>
                  </th>
                  {(["marketClass", "classByRules", "businessPoints"] as const).map((field) => (
                    <td key={field}>
                      {item[field] === null ? (
                        <Unknown>{words.unknown}</Unknown>
                      ) : (
                        <Amount at={`network:items.${at}.${field}`} value={item[field]} decimals={0} />
                      )}
                    </td>
                  ))}
                  <td>{item.structure && words.structures[item.structure]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {items.length > 0 && <p className="fine">{words.otherClassHint}</p>}
    </section>
  );
};
