import type { Account } from "#client/account.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Day } from "#client/ui/marks.tsx";
import { FormAlert } from "#client/ui/form.tsx";
import { mayAct, writeLand } from "../land-data.ts";
import { type Period, type PeriodRule, usePeriodName } from "./report-data.ts";
import { PeriodState } from "./states.tsx";
import { useAction } from "../use-action.ts";
import { useReportWords } from "./use-words.ts";

type PeriodHeadProps = {
  readonly period: Period;
  readonly rules: readonly PeriodRule[] | undefined;
  readonly account: Account;
};

/** Days, deadline and state of a period, and the document that asks for it. */
export const PeriodHead = ({ period, rules, account }: PeriodHeadProps) => {
  const text = useText();
  const words = useReportWords();
  const name = usePeriodName();
  const rule = rules?.find(({ id }) => id === period.ruleId);
  return (
    <header className="period-head">
      <div className="period-title">
        <h2>{name(period, rule)}</h2>
        <PeriodState state={period.state} />
        {mayAct(account, ["approver"]) && <StateSwitch key={period.id} period={period} />}
      </div>
      <dl className="period-facts">
        <div>
          <dt>{words.days}</dt>
          <dd>
            <Day on={period.fromDay} /> {words.to} <Day on={period.toDay} />
          </dd>
        </div>
        <div>
          <dt>{words.due}</dt>
          <dd>
            <Day on={period.dueOn} />
          </dd>
        </div>
        <div>
          <dt>{words.basis}</dt>
          <dd>
            {rule ? (
              <>
                {words.open.rule(rule.document, rule.locator)}
                <span className="fine">
                  {inLanguage(rule.noteVi, rule.noteEn, text)} ({words.confidence[rule.confidence]})
                </span>
              </>
            ) : (
              period.document
            )}
          </dd>
        </div>
      </dl>
      {period.state === "closed" && <p className="fine">{words.closedHint}</p>}
    </header>
  );
};

const StateSwitch = ({ period }: { period: Period }) => {
  const words = useReportWords();
  const next = period.state === "closed" ? "reopened" : "closed";
  const change = useAction(() =>
    writeLand("POST", `periods/${period.id}/state`, { body: { state: next }, ifMatch: period.rowVersion }),
  );
  return (
    <>
      <button type="button" className="button button-small" aria-busy={change.isBusy} onClick={change.run}>
        {next === "closed" ? words.close : words.reopen}
      </button>
      <FormAlert refusal={change.refusal} />
    </>
  );
};
