import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ApiError } from "#client/api.ts";
import { adjust, useFragment } from "#client/state/navigation.ts";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { linkState } from "#contracts/auth-admin.ts";
import type * as z from "zod/mini";
import { send } from "#client/send.ts";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { NewPasswordField } from "./password-fields.tsx";
import { SignInPage } from "./SignInPage.tsx";
import { acceptWhoami, type Whoami } from "#client/account.ts";
import { useWords } from "./use-words.ts";

type LinkState = z.output<typeof linkState.output>;

/** Redeems a one-time link. The code is in the fragment, which the browser keeps to itself. */
export const LinkPage = ({ upload }: { upload: (code: string) => ReactNode }) => {
  const words = useWords();
  const code = useFragment();
  const [isSet, setSet] = useState(false);
  const asked = useQuery({
    queryKey: ["auth", "link", code],
    queryFn: () => send<LinkState>("POST", "/api/link", { code }),
    enabled: code !== "",
    // Asked once: after it was used the same question would say that it is gone.
    staleTime: Infinity,
    retry: false,
  });
  useTitle(asked.data ? words.link.titles[asked.data.purpose] : words.link.titles.invitation);
  if (isSet) return <SignInPage isAsked notice={words.link.set} />;
  if (code === "" || (asked.error instanceof ApiError && asked.error.kind === "link-not-usable")) {
    return (
      <div className="card wide">
        <PageHeading isBackShown={false}>{words.link.titles.invitation}</PageHeading>
        <Note tone="warning">{code === "" ? words.link.missing : (asked.error as ApiError).detail}</Note>
      </div>
    );
  }
  if (!asked.data) {
    return (
      <div className="card wide">
        <Waiting asked={asked} lines={6} />
      </div>
    );
  }
  const { purpose, login } = asked.data;
  if (purpose === "upload") return upload(code);
  return <LinkForm code={code} purpose={purpose} heldLogin={login} onSet={() => setSet(true)} />;
};

type LinkFormProps = {
  readonly code: string;
  readonly purpose: Exclude<LinkState["purpose"], "upload">;
  /** Null of the first administrator, who chooses one. */
  readonly heldLogin: string | null;
  readonly onSet: () => void;
};

const LinkForm = ({ code, purpose, heldLogin, onSet }: LinkFormProps) => {
  const { link: words } = useWords();
  const isFirst = heldLogin === null;
  const form = useSubmit(async ({ login = "", displayName = "", newPassword = "" }) => {
    const answer = await send<Whoami>("POST", "/api/link/password", {
      code,
      newPassword,
      ...(isFirst && { login: login.normalize("NFC"), displayName: displayName.normalize("NFC").trim() }),
    });
    acceptWhoami(answer);
    // In the place of the link's address: a used one is not to be found by "back".
    if (answer.account) adjust({ page: "account" });
    else onSet();
  });
  return (
    <div className="card wide">
      <PageHeading isBackShown={false}>{words.titles[purpose]}</PageHeading>
      <p className="lead">{words.lead[purpose]}</p>
      <form className="account-form" onSubmit={form.onSubmit}>
        <FormAlert refusal={form.refusal} shown={["login", "displayName", "newPassword"]} />
        {isFirst ? (
          <>
            <Field
              label={words.login}
              name="login"
              autoComplete="username"
              hint={words.loginHint}
              fault={form.faultOf("login")}
            />
            <Field
              label={words.displayName}
              name="displayName"
              autoComplete="name"
              autoCapitalize="words"
              fault={form.faultOf("displayName")}
            />
          </>
        ) : (
          // Shown so that a password manager files the password under the right name.
          <Field label={words.login} name="login" autoComplete="username" value={heldLogin ?? ""} readOnly />
        )}
        <NewPasswordField label={words.newPassword} fault={form.faultOf("newPassword")} />
        <button type="submit" className="button button-main" aria-busy={form.isBusy}>
          {words.submit}
        </button>
      </form>
    </div>
  );
};
