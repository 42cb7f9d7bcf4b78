import type { AccountPage as PageName } from "#client/state/view-state.ts";
import { Waiting } from "#client/ui/States.tsx";
import { AccountPage } from "./AccountPage.tsx";
import { AccountsPage } from "./AccountsPage.tsx";
import { LinkPage } from "./LinkPage.tsx";
import { SignInPage } from "./SignInPage.tsx";
import { useWhoami } from "./use-account.ts";
import "./auth.css";

/** Pages of an account. Whoever is not signed in signs in where they are, and goes on there. */
export const AccountPages = ({ page }: { page: PageName }) => {
  const asked = useWhoami();
  if (page === "link") return <LinkPage />;
  if (!asked.data) {
    return (
      <div className="card wide">
        <Waiting asked={asked} lines={6} />
      </div>
    );
  }
  const { account } = asked.data;
  if (!account) return <SignInPage isAsked={page === "signIn"} />;
  return page === "accounts" ? <AccountsPage account={account} /> : <AccountPage account={account} />;
};
