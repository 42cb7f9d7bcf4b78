import { useText } from "#client/text.tsx";
import { Link } from "#client/ui/Link.tsx";
import { type Alerts, percent, type Rule, ruleWords, spell, type Teller } from "./alert-words.ts";
import { useWords } from "./use-words.ts";

/** How well something is known, in words. */
export const Trust = ({ of }: { of: Rule["confidence"] }) => <>{useText().confidence[of]}</>;

/** What the alerts rest on: rules with their documents, and thresholds that nobody but this project chose. */
export const RulesAndThresholds = ({ alerts: { rules, thresholds }, teller }: { alerts: Alerts; teller: Teller }) => {
  const words = useWords();
  const { language } = teller;
  const { thresholds: said } = words;
  const { changeAtLeast: least } = thresholds;
  return (
    <>
      {rules.length > 0 && (
        <section className="card-section">
          <h2>{words.rulesTitle}</h2>
          <p className="fine">{words.rulesLead}</p>
          <div className="alerts-scroll">
            <table className="alerts-rules">
              <thead>
                <tr>
                  <th scope="col">{words.rule}</th>
                  <th scope="col">{words.topic}</th>
                  <th scope="col">{words.term}</th>
                  <th scope="col">{words.trust}</th>
                </tr>
              </thead>
              <tbody>
                {rules.map((rule) => (
                  <tr key={rule.id}>
                    <th scope="row">
                      <Link to={{ page: "sources", sourceId: rule.sourceId }}>{ruleWords(rule)}</Link>
                    </th>
                    <td>{words.topics[rule.topic]}</td>
                    <td>{rule.months === null ? words.noMonths : words.months(spell(rule.months, language))}</td>
                    <td>
                      <Trust of={rule.confidence} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      <section className="card-section">
        <h2>{words.thresholdsTitle}</h2>
        <p>{words.thresholdsLead}</p>
        <ul className="alerts-thresholds">
          <li>
            {said.capital({
              share: percent(thresholds.capitalShare, language),
              months: spell(thresholds.capitalAfterMonths, language),
            })}
          </li>
          <li>
            {said.change({
              share: percent(thresholds.changeShare, language),
              vnd: spell(least.billionVnd, language),
              usd: spell(least.millionUsd, language),
              jobs: spell(least.jobs, language),
              ha: spell(least.ha, language),
            })}
          </li>
          <li>{said.siteArea({ share: percent(thresholds.siteAreaShare, language) })}</li>
          <li>{said.lotArea({ share: percent(thresholds.lotAreaShare, language) })}</li>
          <li>{said.late({ days: spell(thresholds.lateDaysHigh, language) })}</li>
        </ul>
      </section>
    </>
  );
};
