import type { Account } from "#client/account.ts";
import { open } from "#client/state/navigation.ts";
import { nameOf, useText } from "#client/text.tsx";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Name } from "#client/ui/marks.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { mayAct, useLand, writeLand } from "../land-data.ts";
import { type Period, type Progress, type Report, todayInVietnam } from "./report-data.ts";
import { ReportState } from "./states.tsx";
import { useAction } from "../use-action.ts";
import { useSpell } from "../use-spell.ts";
import { useReportWords } from "./use-words.ts";

const isHandedIn = ({ state }: Progress): boolean => state === "submitted" || state === "approved";

/** Each site of a period: how far its report has come, how late it is, and what to do next. */
export const PeriodProgress = ({ period, account }: { period: Period; account: Account }) => {
  const { progress: words } = useReportWords();
  const asked = useLand<{ items: Progress[] }>(`periods/${period.id}/progress`, { on: todayInVietnam() });
  if (!asked.data) return <Waiting asked={asked} lines={6} />;
  const { items } = asked.data;
  if (items.length === 0) return <Note tone="info">{words.none}</Note>;
  const late = items.filter(({ lateDays }) => lateDays > 0).length;
  const approved = items.filter(({ state }) => state === "approved").length;
  return (
    <section className="period-progress" aria-label={words.title}>
      <p className="period-sum">
        <strong>{words.sum(items.filter(isHandedIn).length, items.length)}</strong>
        {approved > 0 && <span>{words.sumApproved(approved)}</span>}
        {late > 0 && <span className="late">{words.sumLate(late)}</span>}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.site}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.late}</th>
            <th scope="col">
              <span className="visually-hidden">{words.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.siteId} data-site-row={item.siteId}>
              <th scope="row">
                <Name of={{ id: item.siteId, nameVi: item.nameVi, nameEn: item.nameEn }} />
              </th>
              <td>
                <ReportState state={item.state} />
              </td>
              <td>
                <Lateness item={item} period={period} />
              </td>
              <td>
                <NextAction item={item} period={period} account={account} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Lateness = ({ item, period }: { item: Progress; period: Period }) => {
  const { progress: words } = useReportWords();
  const spell = useSpell();
  if (item.lateDays > 0) {
    return (
      <span className="late">
        <Icon name="clock" size={14} /> {words.lateDays(spell(item.lateDays))}
      </span>
    );
  }
  return isHandedIn(item) || period.dueOn < todayInVietnam() ? null : <span className="fine">{words.onTime}</span>;
};

const NextAction = ({ item, period, account }: { item: Progress; period: Period; account: Account }) => {
  const { progress: words } = useReportWords();
  const text = useText();
  const isEditor = mayAct(account, ["editor"], item.siteId);
  if (item.reportId === null)
    return isEditor && period.state !== "closed" ? <Begin item={item} period={period} /> : null;
  const isEntered = item.state === "draft" || item.state === "returned";
  const isMain = isEntered ? isEditor : item.state === "submitted" && mayAct(account, ["approver"], item.siteId);
  const label = isEntered && isEditor ? words.goOn : isMain ? words.check : words.go;
  return (
    <Link
      className={`button button-small${isMain ? " button-next" : ""}`}
      to={{ rowId: item.reportId, periodId: period.id }}
      aria-label={`${label}: ${nameOf(item, text)}`}
    >
      {label}
    </Link>
  );
};

const Begin = ({ item, period }: { item: Progress; period: Period }) => {
  const { progress: words } = useReportWords();
  const text = useText();
  const begin = useAction(async () => {
    const report = await writeLand<Report>("POST", "reports", { body: { periodId: period.id, siteId: item.siteId } });
    open({ rowId: report.id, periodId: period.id });
  });
  return (
    <>
      <button
        type="button"
        className="button button-small button-next"
        aria-busy={begin.isBusy}
        aria-label={`${words.begin}: ${nameOf(item, text)}`}
        onClick={begin.run}
      >
        {words.begin}
      </button>
      <FormAlert refusal={begin.refusal} />
    </>
  );
};
