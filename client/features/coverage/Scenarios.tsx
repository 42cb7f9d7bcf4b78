import { useState, type ReactNode } from "react";
import { useCoverage } from "#client/queries.ts";
import { Unknown } from "#client/ui/States.tsx";
import type { Coverage } from "#contracts/coverage.ts";
import { readPlaces, spellPlaces } from "./places.ts";
import { askFor, type Question, readIds, trialInputOf } from "./question.ts";
import { Amount, Kilometres, Range } from "./Said.tsx";
import { forgetScenario, keepScenario, type Scenario, useScenarios } from "./scenarios.ts";
import { useWords } from "./use-words.ts";

type ScenariosProps = { readonly question: Question; readonly answer: Coverage };

/** What is tried out under a name, beside others that were kept in this browser and what there is now. */
export const Scenarios = ({ question, answer }: ScenariosProps) => {
  const words = useWords();
  const kept = useScenarios();
  const { tried, without, name } = question;
  const open: Scenario = { name, try: spellPlaces(tried), without: without.join(",") };
  const isTried = tried.length > 0 || without.length > 0;
  const isKept = kept.some((one) => one.name === name && one.try === open.try && one.without === open.without);
  if (!isTried && kept.length === 0) return null;
  return (
    <div className="coverage-scenarios">
      {isTried && <NameField key={name} open={open} />}
      {kept.length > 0 && (
        <>
          <h3>{words.scenarios}</h3>
          <div className="coverage-scroll">
            <table className="coverage-table" data-scenarios>
              <caption className="coverage-mark">{words.trialMark}</caption>
              <Heads answer={answer} />
              <tbody>
                <Official answer={answer} />
                {kept.map((scenario) => (
                  <Row key={scenario.name} scenario={scenario} question={question} answer={answer} isKept />
                ))}
                {isTried && !isKept && <Row scenario={open} question={question} answer={answer} isKept={false} />}
              </tbody>
            </table>
          </div>
        </>
      )}
      {isTried && <p className="fine">{words.savedHint}</p>}
    </div>
  );
};

const NameField = ({ open }: { open: Scenario }) => {
  const words = useWords();
  const [typed, setTyped] = useState(open.name);
  const [isRefused, setRefused] = useState(false);
  const name = typed.trim();
  return (
    <p className="coverage-fields">
      <label>
        {words.scenarioName}
        <input
          value={typed}
          maxLength={60}
          data-coverage={`named:${typed}`}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <button
        type="button"
        className="button"
        disabled={name === ""}
        onClick={() => {
          setRefused(!keepScenario({ ...open, name }));
          askFor({ name });
        }}
      >
        {words.save}
      </button>
      <span role="status">{isRefused && words.saveFailed}</span>
    </p>
  );
};

/** Of people where they are known, else of communes. */
const shareOf = ({ population }: Coverage) => (population.sum === null ? "unitShare" : "populationShare");

const Heads = ({ answer }: { answer: Coverage }) => {
  const words = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{words.scenarioName}</th>
        {answer.bands.map(({ km }, at) => (
          <th key={km} scope="col">
            {words.shareOf[shareOf(answer)]} <Amount at={`bands.${at}.km`} value={km} decimals={km % 1 === 0 ? 0 : 2} />{" "}
            {words.km}
          </th>
        ))}
        <th scope="col">{words.meanKm}</th>
        <td />
      </tr>
    </thead>
  );
};

const Official = ({ answer }: { answer: Coverage }) => {
  const words = useWords();
  const share = shareOf(answer);
  return (
    <tr>
      <th scope="row">{words.nowRow}</th>
      {answer.bands.map((band, at) => (
        <td key={band.km}>{band[share] && <Range at={`bands.${at}.${share}`} of={band[share]} isShare />}</td>
      ))}
      <td>
        {answer.meanKm === null ? <Unknown>{words.unknown}</Unknown> : <Kilometres at="meanKm" value={answer.meanKm} />}
      </td>
      <td />
    </tr>
  );
};

type RowProps = ScenariosProps & { readonly scenario: Scenario; readonly isKept: boolean };

const Row = ({ scenario, question, answer, isKept }: RowProps) => {
  const words = useWords();
  const tried = { ...question, tried: readPlaces(scenario.try), without: readIds(scenario.without) };
  const input = trialInputOf(tried, answer.sites);
  const asked = useCoverage(input);
  const trial = asked.data?.trial;
  const share = shareOf(answer);
  const at = `scenario:${input.try ?? ""}:${input.without ?? ""}:trial`;
  // Of another list it may be that nothing of the scenario is left to try.
  const missing = asked.isPending ? <span className="fine">…</span> : <Unknown>{words.unknown}</Unknown>;
  const { name } = scenario;
  const cells = answer.bands.map((band, place): ReactNode => {
    const said = trial?.bands[place]?.[share];
    return <td key={band.km}>{said ? <Range at={`${at}.bands.${place}.${share}`} of={said} isShare /> : missing}</td>;
  });
  return (
    <tr>
      <th scope="row">{isKept ? <span data-coverage={`named:${name}`}>{name}</span> : words.unnamed}</th>
      {cells}
      <td>{trial?.meanKm ? <Kilometres at={`${at}.meanKm`} value={trial.meanKm} /> : missing}</td>
      <td>
        {isKept && (
          <>
            <button
              type="button"
              className="button button-small"
              onClick={() => askFor({ name, try: scenario.try, without: scenario.without })}
            >
              {words.open}
            </button>{" "}
            <button type="button" className="button button-small" onClick={() => forgetScenario(name)}>
              {words.forget}
            </button>
          </>
        )}
      </td>
    </tr>
  );
};
