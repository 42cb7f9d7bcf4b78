import type { ReactNode } from "react";
import { useWhoami, type Account } from "#client/account.ts";
import { Waiting } from "#client/ui/States.tsx";
import { SignInPage } from "./SignInPage.tsx";
import "./auth.css";

type SignedInProps = {
  /** Signing in was asked for by name, and is not in the place of a page that needs an account. */
  readonly isAsked?: boolean;
  readonly children: (account: Account) => ReactNode;
};

/** What only somebody with an account sees. Whoever is not signed in signs in where they are, and goes on there. */
export const SignedIn = ({ isAsked = false, children }: SignedInProps) => {
  const asked = useWhoami();
  if (!asked.data) {
    return (
      <div className="card wide">
        <Waiting asked={asked} lines={6} />
      </div>
    );
  }
  const { account } = asked.data;
  return account ? children(account) : <SignInPage isAsked={isAsked} />;
};
