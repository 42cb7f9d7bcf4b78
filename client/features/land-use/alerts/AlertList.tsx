import { useMemo } from "react";
import type * as z from "zod/mini";
import type { Account } from "#client/account.ts";
import { useSites } from "#client/queries.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { nameOf, useText } from "#client/text.tsx";
import { DayField } from "#client/ui/DayInput.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { ALERT_SEVERITIES, type LandAlert } from "#contracts/land-alerts.ts";
import type { periods } from "#contracts/land-reports.ts";
import { useLand, useLandRows } from "../land-data.ts";
import { SiteFilter } from "../SiteFilter.tsx";
import { useInSight } from "../use-in-sight.ts";
import { setFilters, useFilters } from "../use-filters.ts";
import { saveFile } from "../save-file.ts";
import { useWords as useLandWords } from "../use-words.ts";
import { isAlertDay, useAlertDay } from "./alert-day.ts";
import { AlertItem } from "./AlertItem.tsx";
import { type Alerts, alertsCsv, type Teller } from "./alert-words.ts";
import { RulesAndThresholds } from "./RulesAndThresholds.tsx";
import { useWords } from "./use-words.ts";

type Kind = LandAlert["kind"];
type Period = z.output<typeof periods.get.output>;

export const AlertList = ({ account }: { account: Account }) => {
  const { tabs } = useLandWords();
  const words = useWords();
  const day = useAlertDay();
  const asked = useLand<Alerts>("alerts", { on: day });
  const teller = useTeller(asked.data?.rules ?? []);
  const siteId = useView((view) => view.siteId);
  const filters = useFilters();
  const kind = (Object.keys(words.kinds) as Kind[]).find((one) => one === filters.alert) ?? null;
  const setKind = (chosen: Kind | null) => setFilters({ alert: chosen ?? "" });
  const all = asked.data?.items ?? [];
  const ofSite = all.filter((alert) => siteId === null || alert.siteId === siteId);
  const shown = ofSite.filter((alert) => kind === null || alert.kind === kind);
  useTitle(tabs.landAlerts);
  return (
    <div className="alerts">
      <PageHeading isBackShown={false}>{tabs.landAlerts}</PageHeading>
      <p className="lead">{words.lead}</p>
      <div className="alerts-filters">
        <DayField
          label={words.day}
          value={day}
          onDay={(asOf) => asOf !== "" && adjust({ asOf })}
          takes={isAlertDay}
          wrong={words.notADay}
        />
        <SiteField alerts={all} teller={teller} />
        {asked.data && (
          <button
            type="button"
            className="button"
            disabled={shown.length === 0}
            onClick={() => saveFile(words.csvName(day), alertsCsv(shown, teller), "text/csv;charset=utf-8")}
          >
            <Icon name="download" size={18} />
            {words.csv}
          </button>
        )}
      </div>
      {!asked.data ? (
        <Waiting asked={asked} lines={10} />
      ) : (
        <>
          <KindChips alerts={ofSite} kind={kind} onKind={setKind} />
          <p className="fine" role="status">
            {words.told(shown.length, all.length)}
          </p>
          {shown.length === 0 && (
            <div className="empty">
              <p>{all.length === 0 ? words.noneAtAll : words.none}</p>
              {all.length > 0 && (
                <button
                  type="button"
                  className="button"
                  onClick={() => {
                    setKind(null);
                    adjust({ siteId: null });
                  }}
                >
                  {words.clearFilters}
                </button>
              )}
            </div>
          )}
          {ALERT_SEVERITIES.map((severity) => (
            <Severity
              key={severity}
              severity={severity}
              alerts={shown.filter((alert) => alert.severity === severity)}
              teller={teller}
              account={account}
            />
          ))}
          <RulesAndThresholds alerts={asked.data} teller={teller} />
        </>
      )}
    </div>
  );
};

/** How sites, periods and rules are called in sentences. */
const useTeller = (rules: Alerts["rules"]): Teller => {
  const text = useText();
  const words = useWords();
  const sites = useSites().data;
  const periodRows = useLandRows<Period>("periods").data;
  return useMemo(() => {
    const siteNames = new Map((sites?.items ?? []).map((site) => [site.id, nameOf(site, text)]));
    const days = new Map((periodRows ?? []).map(({ id, fromDay, toDay }) => [id, { from: fromDay, to: toDay }]));
    return {
      words,
      language: text.language,
      siteName: (id) => siteNames.get(id) ?? id,
      periodDays: (id) => days.get(id ?? 0) ?? null,
      rules,
    };
  }, [sites, periodRows, rules, text, words]);
};

const SiteField = ({ alerts, teller }: { alerts: readonly LandAlert[]; teller: Teller }) => {
  const siteId = useView((view) => view.siteId);
  const ids = [...new Set([...alerts.map((alert) => alert.siteId), ...(siteId === null ? [] : [siteId])])];
  const options = ids
    .map((id) => ({ id, name: teller.siteName(id) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, teller.language));
  return <SiteFilter sites={options} />;
};

const KindChips = ({
  alerts,
  kind,
  onKind,
}: {
  alerts: readonly LandAlert[];
  kind: Kind | null;
  onKind: (kind: Kind | null) => void;
}) => {
  const words = useWords();
  const row = useInSight<HTMLDivElement>(kind);
  const countOf = (one: Kind) => alerts.filter((alert) => alert.kind === one).length;
  const kinds = (Object.keys(words.kinds) as Kind[]).filter((one) => countOf(one) > 0 || one === kind);
  return (
    <div ref={row} className="chips" role="group" aria-label={words.kindsLabel}>
      <button type="button" className="chip" aria-pressed={kind === null} onClick={() => onKind(null)}>
        {words.allKinds} <span className="chip-count">{alerts.length}</span>
      </button>
      {kinds.map((one) => (
        <button key={one} type="button" className="chip" aria-pressed={kind === one} onClick={() => onKind(one)}>
          {words.kinds[one]} <span className="chip-count">{countOf(one)}</span>
        </button>
      ))}
    </div>
  );
};

type SeverityProps = {
  readonly severity: LandAlert["severity"];
  readonly alerts: readonly LandAlert[];
  readonly teller: Teller;
  readonly account: Account;
};

const Severity = ({ severity, alerts, teller, account }: SeverityProps) => {
  const words = useWords();
  if (alerts.length === 0) return null;
  return (
    <section className={`alerts-group alerts-${severity}`} aria-labelledby={`alerts-${severity}`}>
      <h2 id={`alerts-${severity}`}>
        {words.severities[severity]} <span className="chip-count">{alerts.length}</span>
      </h2>
      <ul>
        {alerts.map((alert) => (
          <AlertItem
            key={[
              alert.kind,
              alert.siteId,
              alert.leaseId,
              alert.lotId,
              alert.projectId,
              alert.periodId,
              unitOf(alert),
            ].join()}
            alert={alert}
            teller={teller}
            account={account}
          />
        ))}
      </ul>
    </section>
  );
};

/** A project may have an alert for each currency. */
const unitOf = ({ evidence }: LandAlert): string => evidence.at(-1)?.unit ?? "";
