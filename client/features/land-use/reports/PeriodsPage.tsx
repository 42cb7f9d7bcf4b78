import { useMemo } from "react";
import type { Account } from "#client/account.ts";
import { useView } from "#client/state/navigation.ts";
import { Link } from "#client/ui/Link.tsx";
import { Day } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { mayAct, useLand, useLandRows } from "../land-data.ts";
import { useInSight } from "../use-in-sight.ts";
import { useWords } from "../use-words.ts";
import { OpenPeriod } from "./OpenPeriod.tsx";
import { PeriodHead } from "./PeriodHead.tsx";
import { PeriodProgress } from "./PeriodProgress.tsx";
import { type Period, type PeriodRule, todayInVietnam, usePeriodName } from "./report-data.ts";
import { PeriodState } from "./states.tsx";
import { useReportWords } from "./use-words.ts";

/** Newest first; of those that end on one day the one that began last. */
const inOrder = (periods: readonly Period[]): readonly Period[] =>
  periods.toSorted((a, b) => b.toDay.localeCompare(a.toDay) || b.fromDay.localeCompare(a.fromDay) || b.id - a.id);

/** The one asked for; otherwise the newest that is over, which is the one to report of. */
const chosenOf = (periods: readonly Period[], id: number | null): Period | undefined =>
  id === null
    ? (periods.find(({ toDay }) => toDay < todayInVietnam()) ?? periods[0])
    : periods.find((period) => period.id === id);

/** All periods at one side, the chosen one with its progress at the other. */
export const PeriodsPage = ({ account }: { account: Account }) => {
  const { tabs } = useWords();
  const words = useReportWords();
  const asked = useLandRows<Period>("periods");
  const rules = useLand<{ items: PeriodRule[] }>("period-rules").data?.items;
  const wanted = useView((view) => view.periodId);
  const periods = useMemo(() => inOrder(asked.data ?? []), [asked.data]);
  const chosen = chosenOf(periods, wanted);
  const list = useInSight<HTMLUListElement>(chosen?.id);
  useTitle(tabs.landReports);
  if (!asked.data) return <Waiting asked={asked} lines={8} />;
  return (
    <>
      <PageHeading isBackShown={false}>{tabs.landReports}</PageHeading>
      <div className="periods">
        <nav className="period-list" aria-label={words.list.title}>
          <h2>{words.list.title}</h2>
          {mayAct(account, ["editor"]) && rules && <OpenPeriod rules={rules} />}
          <ul ref={list}>
            {periods.map((period) => (
              <PeriodLink key={period.id} period={period} rules={rules} isChosen={period.id === chosen?.id} />
            ))}
          </ul>
        </nav>
        <div className="period-chosen">
          {chosen ? (
            <>
              <PeriodHead period={chosen} rules={rules} account={account} />
              <PeriodProgress period={chosen} account={account} />
            </>
          ) : (
            <Note tone="info">
              {wanted === null ? `${words.list.none} ${words.list.noneHint}` : words.list.missing}
            </Note>
          )}
        </div>
      </div>
    </>
  );
};

type PeriodLinkProps = {
  readonly period: Period;
  readonly rules: readonly PeriodRule[] | undefined;
  readonly isChosen: boolean;
};

const PeriodLink = ({ period, rules, isChosen }: PeriodLinkProps) => {
  const words = useReportWords();
  const name = usePeriodName();
  return (
    <li>
      <Link to={{ periodId: period.id, rowId: null }} aria-current={isChosen ? "true" : undefined}>
        <strong>
          {name(
            period,
            rules?.find(({ id }) => id === period.ruleId),
          )}
        </strong>
        <span className="fine">
          {words.due} <Day on={period.dueOn} />
        </span>
        {period.state !== "open" && <PeriodState state={period.state} />}
      </Link>
    </li>
  );
};
