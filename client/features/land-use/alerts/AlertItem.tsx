import { useState } from "react";
import type { Account } from "#client/account.ts";
import { capitalise } from "#client/format.ts";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Day } from "#client/ui/marks.tsx";
import type { AlertEvidence, LandAlert } from "#contracts/land-alerts.ts";
import type { ClockCaveat } from "#contracts/legal-clock.ts";
import { EDITORS } from "#contracts/land-use.ts";
import { mayAct } from "../land-data.ts";
import {
  alertWords,
  amount,
  isIdleLetter,
  readingWords,
  ruleWords,
  spell,
  stepWords,
  type Teller,
} from "./alert-words.ts";
import { ReportLink } from "./ReportLink.tsx";
import { Trust } from "./RulesAndThresholds.tsx";
import { useWords } from "./use-words.ts";

/** An alert: what it says in a sentence, what to do, and, opened, what it rests on. */
export const AlertItem = ({ alert, teller, account }: { alert: LandAlert; teller: Teller; account: Account }) => {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const { kind, siteId, lotCode, lotId, leaseId, projectNameVi, periodId, nextStep } = alert;
  const isAboutSite = kind === "lateReport" || kind === "lotsDoNotSum";
  const what = lotCode === null ? (projectNameVi ?? teller.siteName(siteId)) : words.lot(lotCode);
  return (
    <li className="alert" data-alert={kind}>
      <p className="alert-meta">
        <span className="alert-kind">{words.kinds[kind]}</span>
        {!isAboutSite && <span>{teller.siteName(siteId)}</span>}
        {kind === "idleLand" && projectNameVi !== null && <span>{projectNameVi}</span>}
      </p>
      <p className="alert-sentence">{capitalise(alertWords(alert, teller))}.</p>
      <p className="alert-next">
        {words.nextTitle}: {words.next[nextStep]}.
      </p>
      <div className="alert-actions">
        {isIdleLetter(alert) && (
          <Link
            className="button"
            to={{ page: "landAlerts", rowId: leaseId }}
            aria-label={words.letterOf(lotCode ?? "")}
            data-letter={leaseId}
          >
            {words.openLetter}
          </Link>
        )}
        {lotId !== null && lotCode !== null && (
          <Link className="button" to={{ page: "landLots", siteId, rowId: lotId }}>
            {words.openLot(lotCode)}
          </Link>
        )}
        {kind === "lateReport" && periodId !== null && mayAct(account, EDITORS, siteId) && (
          <ReportLink siteId={siteId} periodId={periodId} siteName={teller.siteName(siteId)} />
        )}
      </div>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary aria-label={words.detailsOf(what)}>{words.details}</summary>
        {isOpen && <Details alert={alert} teller={teller} />}
      </details>
    </li>
  );
};

const Details = ({ alert: { evidence, readings }, teller }: { alert: LandAlert; teller: Teller }) => {
  const words = useWords();
  return (
    <div className="alert-details">
      <h3>{words.evidence}</h3>
      <dl className="alert-facts">
        {evidence.map((fact) => (
          <div key={[fact.key, fact.on, fact.to, fact.document, fact.unit].join()}>
            <dt>{words.facts[fact.key]}</dt>
            <dd>
              <Fact fact={fact} teller={teller} />
            </dd>
          </div>
        ))}
      </dl>
      {readings.map((reading) => (
        <section key={reading.clock} className="alert-reading">
          <h3>
            {words.reading}: {words.clocks[reading.clock]}
          </h3>
          <p>{capitalise(readingWords(reading, teller))}.</p>
          {reading.steps.length > 0 && (
            <ol>
              {stepWords(reading, teller).map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          )}
          {reading.elapsedDays !== null && <p>{words.elapsed(spell(reading.elapsedDays, teller.language))}</p>}
          {(reading.suspendedDays ?? 0) > 0 && (
            <p>{words.suspendedDays(spell(reading.suspendedDays, teller.language))}</p>
          )}
          <Cited ids={reading.ruleIds} teller={teller} />
          {reading.caveats.length > 0 && (
            <div className="alert-caveats">
              <h4>
                <Icon name="warning" size={15} /> {words.cautions}
              </h4>
              <ul>
                {reading.caveats.map((caveat) => (
                  <li key={caveat}>{words.caveats[caveat as ClockCaveat] ?? caveat}</li>
                ))}
              </ul>
            </div>
          )}
        </section>
      ))}
    </div>
  );
};

/** Rules that a reading rests on, with how well each is known. */
const Cited = ({ ids, teller }: { ids: readonly string[]; teller: Teller }) => {
  const words = useWords();
  const cited = ids.flatMap((id) => teller.rules.find((rule) => rule.id === id) ?? []);
  if (cited.length === 0) return null;
  return (
    <ul className="alert-cited">
      {cited.map((rule) => (
        <li key={rule.id}>
          <Link to={{ page: "sources", sourceId: rule.sourceId }}>{ruleWords(rule)}</Link>{" "}
          <span className="fine">
            {words.trust.toLocaleLowerCase(teller.language)}: <Trust of={rule.confidence} />
          </span>
        </li>
      ))}
    </ul>
  );
};

const Fact = ({ fact, teller }: { fact: AlertEvidence; teller: Teller }) => {
  const words = useWords();
  const { key, on, to, value, document } = fact;
  const isSchedule = key === "scheduleRegistered";
  const isSpan = key === "extension" || key === "forceMajeure";
  return (
    <>
      {value !== null && <data value={value}>{amount(fact, teller)} </data>}
      {isSchedule ? to && <Day on={to} /> : on && <Day on={on} />}
      {isSpan && (
        <>
          {" – "}
          {to === null ? words.ongoing : <Day on={to} />}
        </>
      )}
      {document !== null &&
        (key === "published" ? (
          <Link className="fine" to={{ page: "figure", figureId: document }}>
            {words.figure}
          </Link>
        ) : (
          <span className="fine">
            {" "}
            · {words.document} {document}
          </span>
        ))}
    </>
  );
};
