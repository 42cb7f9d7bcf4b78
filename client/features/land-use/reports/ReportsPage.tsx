import type { Account } from "#client/account.ts";
import { useView } from "#client/state/navigation.ts";
import { PeriodsPage } from "./PeriodsPage.tsx";
import { ReportPage } from "./ReportPage.tsx";
import "./periods.css";

/** Reporting periods with who has reported, and the report of one site. */
export const ReportsPage = ({ account }: { account: Account }) => {
  const reportId = useView((view) => view.rowId);
  return reportId === null ? (
    <PeriodsPage account={account} />
  ) : (
    <ReportPage key={reportId} id={reportId} account={account} />
  );
};
