import { useEffect, useRef } from "react";
import { Reconciliations } from "#client/features/checks/Reconciliations.tsx";
import { Repair } from "#client/features/checks/Repair.tsx";
import { capitalise, formatInUnit, formulaInWords, joinParts, unitOf } from "#client/format.ts";
import { useChecks, useSources } from "#client/queries.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { VERDICTS } from "#client/state/view-state.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Figure, fullMetricName, sourceName } from "#client/ui/Figure.tsx";
import { Cite, Count, Name, Period, Quoted } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { PastEmpty } from "#client/ui/PastEmpty.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { Verdict } from "#client/ui/Verdict.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Check } from "#contracts/checks.ts";
import type { Figure as FigureData } from "#contracts/figures.ts";
import { METRICS } from "#contracts/metrics.ts";

/** The document the product was asked for from is read first. */
const FIRST_SOURCE = /^plan-1013/;

export const ChecksPage = () => {
  const text = useText();
  const asked = useChecks();
  const checkId = useView((view) => view.checkId);
  const verdict = useView((view) => view.verdict);
  useTitle(text.modes.checks);
  const all = asked.data?.items ?? [];
  const isPlan = (check: Check) => FIRST_SOURCE.test(check.printed.source?.id ?? "");
  const shown = all
    .filter((check) => verdict === null || check.verdict === verdict)
    .toSorted(
      (a, b) => Number(isPlan(b)) - Number(isPlan(a)) || VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict),
    );
  return (
    <div className="card wide">
      <PageHeading isBackShown={false}>{text.modes.checks}</PageHeading>
      <p className="lead">{text.checksPage.intro}</p>
      {!asked.data ? (
        <Waiting asked={asked} lines={10} />
      ) : (
        <>
          <div className="chips" role="group" aria-label={text.checksPage.filter}>
            {[null, ...VERDICTS].map((choice) => (
              <button
                key={choice ?? "all"}
                type="button"
                className="chip"
                aria-pressed={verdict === choice}
                onClick={() => adjust({ verdict: choice })}
              >
                {choice ? capitalise(text.verdicts[choice]) : text.checksPage.all}
                <Count className="chip-count" of={choice ? `checks:${choice}` : "checks"}>
                  {choice ? all.filter((check) => check.verdict === choice).length : all.length}
                </Count>
              </button>
            ))}
          </div>
          <p className="visually-hidden" aria-live="polite">
            <Count of={verdict ? `checks:${verdict}` : "checks"}>{text.checksPage.count(shown.length)}</Count>
          </p>
          {shown.length === 0 && <p className="empty">{text.checksPage.none}</p>}
          {all.length === 0 && <PastEmpty what={text.time.nothing} />}
          <ul className="checks">
            {shown.map((check) => (
              <CheckItem key={check.id} check={check} isTarget={check.id === checkId} />
            ))}
          </ul>
          <Reconciliations
            all={asked.data.reconciliations.filter((total) => verdict === null || total.verdict === verdict)}
            checks={all}
          />
        </>
      )}
    </div>
  );
};

const CheckItem = ({ check, isTarget }: { check: Check; isTarget: boolean }) => {
  const text = useText();
  const item = useRef<HTMLLIElement>(null);
  const source = useSources().data?.items.find(({ id }) => id === check.printed.source?.id);
  useEffect(() => {
    if (!isTarget) return;
    item.current?.scrollIntoView({ block: "center" });
    item.current?.focus({ preventScroll: true });
  }, [isTarget]);
  const { unit, decimals, metric } = check.printed;
  const shownDecimals = METRICS[metric].integer
    ? 0
    : unit === "share" || unit === "sharePerYear"
      ? 2
      : check.verdict === "agrees"
        ? (decimals ?? 2)
        : (decimals ?? 1) + 1;
  const digits = (value: number, more = 0) => formatInUnit(value, unit, shownDecimals + more, text.language);
  const withUnit = (number: string) =>
    joinParts({ qualifier: "", number, unit: unitOf(unit, text.language) }, text.language);
  const { value, low, high } = check.computed;
  const second = check.verdict === "twoValues" ? check.inputs[0] : undefined;
  return (
    <li ref={item} className="check" tabIndex={-1} data-target={isTarget || undefined} data-verdict={check.verdict}>
      <div className="check-head">
        <h2>
          <Quoted from={`check:${check.id}`}>{inLanguage(check.statementVi, check.statementEn, text)}</Quoted>
        </h2>
        <Verdict verdict={check.verdict} />
      </div>
      <p className="fine">
        <Name of={check.subject} /> · <Period of={check.printed} />
        {source && (
          <>
            {" · "}
            <Cite id={source.id}>{sourceName(source, text)}</Cite>
          </>
        )}
      </p>
      <dl className="check-values">
        <div>
          <dt>{text.checksPage.printed}</dt>
          <dd>
            <Figure figure={check.printed} size="strong" />
            {second && <Printing figure={check.printed} />}
          </dd>
        </div>
        <div>
          <dt>{second ? text.checksPage.otherValue : text.checksPage.computed}</dt>
          <dd>
            {second ? (
              <Figure figure={second} size="strong" />
            ) : (
              <span className="computed" data-check={check.id}>
                {withUnit(digits(value))}
              </span>
            )}
            {second && <Printing figure={second} />}
            {low !== high && !second && (
              <span className="row-meta" data-check={check.id}>
                {text.checksPage.range(digits(low, 2), withUnit(digits(high, 2)))}
              </span>
            )}
          </dd>
        </div>
      </dl>
      <p className="check-why">{text.verdictsExplained[check.verdict]}</p>
      {check.repair && <Repair repair={check.repair} check={check} />}
      <details open={isTarget}>
        <summary>{text.checksPage.formula}</summary>
        <p className="formula" data-formula={check.id}>
          {capitalise(formulaInWords(check.formula, text.language))}
        </p>
        <ul className="plain">
          {check.inputs.map((input) => (
            <li key={input.id}>
              {capitalise(fullMetricName(input, text))}: <Figure figure={input} meta />
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
};

/** Date and source of one of two printed values: what tells them apart. */
const Printing = ({ figure }: { figure: FigureData }) => {
  const text = useText();
  const source = useSources().data?.items.find(({ id }) => id === figure.source?.id);
  return (
    <span className="row-meta">
      <Period of={figure} />
      {source && (
        <>
          {" · "}
          <Cite id={source.id}>
            {sourceName(source, text)}
            {figure.source?.locator && `, ${figure.source.locator}`}
          </Cite>
        </>
      )}
    </span>
  );
};
