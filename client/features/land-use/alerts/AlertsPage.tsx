import type { Account } from "#client/account.ts";
import { useView } from "#client/state/navigation.ts";
import { AlertList } from "./AlertList.tsx";
import { LetterPage } from "./LetterPage.tsx";
import "./alerts.css";

/** Alerts of a day, or the letter of one: of the lease that the address names. */
export const AlertsPage = ({ account }: { account: Account }) => {
  const leaseId = useView((view) => view.rowId);
  return leaseId === null ? <AlertList account={account} /> : <LetterPage leaseId={leaseId} />;
};
