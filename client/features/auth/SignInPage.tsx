import { useState } from "react";
import { open } from "#client/state/navigation.ts";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { Refusal, send } from "#client/send.ts";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { PasswordField } from "./password-fields.tsx";
import { acceptWhoami, type Whoami } from "#client/account.ts";
import { useWords } from "./use-words.ts";

/** @param isAsked opened by name, not in the place of a page that needs an account */
export const SignInPage = ({ isAsked, notice }: { isAsked: boolean; notice?: string }) => {
  const { signIn: words } = useWords();
  const [isCodeAsked, setCodeAsked] = useState(false);
  const form = useSubmit(async ({ login = "", password = "", code = "" }) => {
    try {
      const answer = await send<Whoami>("POST", "/api/session", { login, password, ...(code !== "" && { code }) });
      acceptWhoami(answer);
      if (isAsked) open({ page: answer.account?.needsTwoStep ? "account" : "overview" });
    } catch (error) {
      // Not a fault of what was typed: the next field is asked for, with all before kept.
      if (error instanceof Refusal && error.kind === "two-step-code-required") setCodeAsked(true);
      else throw error;
    }
  });
  useTitle(words.title);
  return (
    <div className="card wide">
      <PageHeading isBackShown={false}>{words.title}</PageHeading>
      <p className="lead">{words.lead}</p>
      {notice && <Note tone="info">{notice}</Note>}
      <form className="account-form" onSubmit={form.onSubmit}>
        <FormAlert refusal={form.refusal} shown={isCodeAsked ? ["password", "code"] : ["password"]} />
        <Field label={words.login} name="login" autoComplete="username" autoFocus={!notice} />
        <PasswordField label={words.password} fault={form.faultOf("password")} />
        {isCodeAsked && (
          <Field
            label={words.code}
            name="code"
            inputMode="text"
            autoComplete="one-time-code"
            autoFocus
            hint={words.codeHint}
            fault={form.faultOf("code")}
          />
        )}
        <button type="submit" className="button button-main" aria-busy={form.isBusy}>
          {words.submit}
        </button>
        <p className="field-hint">{words.lost}</p>
      </form>
    </div>
  );
};
