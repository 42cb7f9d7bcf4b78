import { useState } from "react";
import { inLanguage, useText } from "#client/text.tsx";
import { open } from "#client/state/navigation.ts";
import { Link } from "#client/ui/Link.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { send } from "#client/send.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { NewPasswordField, PasswordField } from "./password-fields.tsx";
import { Sessions } from "./Sessions.tsx";
import { Tokens } from "./Tokens.tsx";
import { TwoStep } from "./TwoStep.tsx";
import { acceptWhoami, type Account } from "#client/account.ts";
import { useWords } from "./use-words.ts";

/** The own account: roles, password, second step, sessions, tokens. */
export const AccountPage = ({ account }: { account: Account }) => {
  const text = useText();
  const words = useWords();
  const out = useSubmit(async () => {
    acceptWhoami(await send("DELETE", "/api/session"));
    open({ page: "overview" });
  });
  useTitle(words.account.title);
  const isAdmin = account.hasTwoStep && account.grants.some(({ role }) => role === "admin");
  return (
    <div className="card wide account">
      <PageHeading isBackShown={false} eyebrow={account.login}>
        {account.displayName}
      </PageHeading>
      <form className="account-actions" onSubmit={out.onSubmit}>
        {isAdmin && (
          <Link className="button button-main" to={{ page: "accounts" }}>
            {words.account.administer}
          </Link>
        )}
        <button type="submit" className="button">
          {words.account.signOut}
        </button>
      </form>
      <FormAlert refusal={out.refusal} />
      {account.needsTwoStep && <Note tone="warning">{words.account.needsTwoStep}</Note>}
      <section className="card-section">
        <h2>{words.account.roles}</h2>
        {account.grants.length === 0 && <p>{words.account.noRoles}</p>}
        <ul className="grants">
          {account.grants.map((grant) => (
            <li key={grant.id} className="grant">
              <strong>{words.roles[grant.role]}</strong>
              <span>
                {inLanguage(grant.scopeNameVi, grant.scopeNameEn, text) ??
                  grant.siteId ??
                  grant.communeId ??
                  words.account.everywhere}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <TwoStep account={account} />
      <Password login={account.login} />
      <Tokens />
      <Sessions />
    </div>
  );
};

const Password = ({ login }: { login: string }) => {
  const { password: words } = useWords();
  const [rounds, setRounds] = useState(0);
  const form = useSubmit(async ({ currentPassword = "", newPassword = "" }) => {
    await send("PUT", "/api/account/password", { currentPassword, newPassword });
    setRounds(rounds + 1);
  });
  return (
    <section className="card-section">
      <h2>{words.title}</h2>
      {rounds > 0 && <p role="status">{words.done}</p>}
      <form key={rounds} className="account-form" onSubmit={form.onSubmit}>
        <FormAlert refusal={form.refusal} shown={["currentPassword", "newPassword"]} />
        <input type="text" name="username" value={login} autoComplete="username" readOnly hidden />
        <PasswordField label={words.current} name="currentPassword" fault={form.faultOf("currentPassword")} />
        <NewPasswordField label={words.next} fault={form.faultOf("newPassword")} />
        <button type="submit" className="button" aria-busy={form.isBusy}>
          {words.submit}
        </button>
      </form>
    </section>
  );
};
