import type { AccountPage as PageName } from "#client/state/view-state.ts";
import { AccountPage } from "./AccountPage.tsx";
import { AccountsPage } from "./AccountsPage.tsx";
import { LinkPage } from "./LinkPage.tsx";
import { SignedIn } from "./SignedIn.tsx";

/** Pages of an account. */
export const AccountPages = ({ page }: { page: PageName }) => {
  if (page === "link") return <LinkPage />;
  return (
    <SignedIn isAsked={page === "signIn"}>
      {(account) => (page === "accounts" ? <AccountsPage account={account} /> : <AccountPage account={account} />)}
    </SignedIn>
  );
};
