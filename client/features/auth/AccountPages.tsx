import type { ReactNode } from "react";
import type { AccountPage as PageName } from "#client/state/view-state.ts";
import { AccountPage } from "./AccountPage.tsx";
import { AccountsPage } from "./AccountsPage.tsx";
import { LinkPage } from "./LinkPage.tsx";
import { SignedIn } from "./SignedIn.tsx";

type AccountPagesProps = {
  readonly page: PageName;
  /** What a link for handing in opens, by its code. */
  readonly upload: (code: string) => ReactNode;
};

/** Pages of an account, and what one-time links open. */
export const AccountPages = ({ page, upload }: AccountPagesProps) => {
  if (page === "link") return <LinkPage upload={upload} />;
  return (
    <SignedIn isAsked={page === "signIn"}>
      {(account) => (page === "accounts" ? <AccountsPage account={account} /> : <AccountPage account={account} />)}
    </SignedIn>
  );
};
