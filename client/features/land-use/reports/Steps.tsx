import { useState } from "react";
import type { Account } from "#client/account.ts";
import { open } from "#client/state/navigation.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { mayAct, writeLand } from "../land-data.ts";
import { type Finding, type Line, NUMBER_FIELDS, type Period, type Report, todayInVietnam } from "./report-data.ts";
import { type Step, type StepAction, stepsOf } from "./steps.ts";
import { useAction } from "../use-action.ts";
import { useReportWords } from "./use-words.ts";

type StepsProps = {
  readonly report: Report;
  readonly period: Period;
  readonly account: Account;
  readonly lines: readonly Line[];
  readonly findings: readonly Finding[];
};

const isFilled = ({ line }: Line): boolean => line !== null && NUMBER_FIELDS.some((field) => line[field] !== null);

/** The steps that a report can take now, and of those that this account cannot take, why. */
export const Steps = ({ report, period, account, lines, findings }: StepsProps) => {
  const { steps: words } = useReportWords();
  const [opened, setOpened] = useState<StepAction | null>(null);
  const steps = stepsOf({
    report,
    period,
    account,
    may: (role) => mayAct(account, [role], report.siteId),
    today: todayInVietnam(),
    filledLines: lines.filter(isFilled).length,
  });
  const direct = useAction(async () => {
    if (report.state === "approved") {
      const correction = await writeLand<Report>("POST", "reports", {
        body: { periodId: report.periodId, siteId: report.siteId },
      });
      open({ rowId: correction.id, periodId: report.periodId });
    } else await writeLand("POST", `reports/${report.id}/submit`, { body: {}, ifMatch: report.rowVersion });
  });
  const choose = ({ action }: Step) => {
    if (action === "submit" || action === "correct") direct.run();
    else setOpened(opened === action ? null : action);
  };
  const possible = steps.filter(({ obstacle }) => obstacle === null);
  const hindered = steps.filter(({ obstacle }) => obstacle !== null);
  return (
    <section className="filing-steps" aria-label={words.title}>
      {possible.length > 0 && (
        <div className="filing-buttons">
          {possible.map((step) => (
            <button
              key={step.action}
              type="button"
              className={step.action === "return" || step.action === "correct" ? "button" : "button button-main"}
              aria-busy={direct.isBusy}
              aria-expanded={step.action === "approve" || step.action === "return" ? opened === step.action : undefined}
              onClick={() => choose(step)}
            >
              {words.names[step.action]}
            </button>
          ))}
          {steps[0]?.action === "submit" && findings.length > 0 && (
            <span className="fine">{words.findingsLeft(findings.length)}</span>
          )}
        </div>
      )}
      <FormAlert refusal={direct.refusal} />
      {(opened === "approve" || opened === "return") && (
        <Decision key={opened} action={opened} report={report} onCancel={() => setOpened(null)} />
      )}
      {hindered.length > 0 && (
        <ul className="filing-obstacles">
          {hindered.map(({ action, obstacle }) => (
            <li key={action}>
              <Icon name="lock" size={14} /> {words.names[action]}: {obstacle && words.obstacles[obstacle]}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

type DecisionProps = {
  readonly action: "approve" | "return";
  readonly report: Report;
  readonly onCancel: () => void;
};

/** What the approver says along: asked for where a report is returned. */
const Decision = ({ action, report, onCancel }: DecisionProps) => {
  const { steps: words } = useReportWords();
  const isReturn = action === "return";
  const form = useSubmit(async ({ remark = "" }) => {
    const said = remark.normalize("NFC").trim();
    await writeLand("POST", `reports/${report.id}/${action}`, {
      body: { remark: said === "" ? null : said },
      ifMatch: report.rowVersion,
    });
  });
  const fault = form.faultOf("remark");
  return (
    <form className="filing-decision" onSubmit={form.onSubmit}>
      <FormAlert refusal={form.refusal} shown={["remark"]} />
      <div className="field">
        <label htmlFor="remark">{isReturn ? words.remarkReturn : words.remarkApprove}</label>
        <textarea
          id="remark"
          name="remark"
          rows={3}
          maxLength={2000}
          required={isReturn}
          aria-invalid={fault ? true : undefined}
          aria-describedby="remark-hint"
        />
        {fault && <p className="field-fault">{fault}</p>}
        <p id="remark-hint" className="field-hint">
          {isReturn ? words.remarkReturnHint : words.approveHint}
        </p>
      </div>
      <div className="filing-buttons">
        <button type="submit" className="button button-main" aria-busy={form.isBusy}>
          {words.names[action]}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
};
