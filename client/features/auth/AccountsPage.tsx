import { useState } from "react";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { accounts } from "#contracts/auth-admin.ts";
import type * as z from "zod/mini";
import { AccountRow } from "./AccountRow.tsx";
import { send } from "#client/send.ts";
import { CopyOnce } from "#client/ui/CopyOnce.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { type MadeLink, RoleAndScope, scopeOf } from "./RoleAndScope.tsx";
import { askAgain, useOwn, type Account } from "#client/account.ts";
import { useWords } from "./use-words.ts";

/** All accounts: invite, give and take roles, disable, reset. */
export const AccountsPage = ({ account }: { account: Account }) => {
  const allWords = useWords();
  const { accounts: words } = allWords;
  const asked = useOwn<z.output<typeof accounts.output>>("/api/accounts");
  const [link, setLink] = useState<{ readonly name: string; readonly link: MadeLink } | null>(null);
  const show = (name: string, made: MadeLink) => setLink({ name, link: made });
  useTitle(words.title);
  return (
    <div className="card wide account">
      <PageHeading>{words.title}</PageHeading>
      {link && (
        <div className="made" role="status">
          <CopyOnce
            value={`${window.location.origin}${link.link.path}`}
            label={words.linkFor(link.name)}
            words={allWords}
          />
          <p className="field-hint">
            {words.until} <Instant at={link.link.expiresAt} />
          </p>
        </div>
      )}
      <Invite onLink={show} />
      {!asked.data ? (
        <Waiting asked={asked} lines={8} />
      ) : (
        <div className="accounts-scroll">
          <table className="accounts">
            <thead>
              <tr>
                <th scope="col">{words.person}</th>
                <th scope="col">{words.roles}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.actions}</th>
              </tr>
            </thead>
            <tbody>
              {asked.data.items.map((listed) => (
                <AccountRow key={listed.id} listed={listed} isOwn={listed.id === account.id} onLink={show} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
};

const Invite = ({ onLink }: { onLink: (name: string, link: MadeLink) => void }) => {
  const { accounts: words } = useWords();
  const [rounds, setRounds] = useState(0);
  const form = useSubmit(async ({ login = "", displayName = "", role = "", scope = "" }) => {
    const name = displayName.normalize("NFC").trim();
    const { link } = await send<{ link: MadeLink }>("POST", "/api/accounts", {
      login: login.normalize("NFC").trim(),
      displayName: name,
      role,
      scope: scopeOf(scope),
    });
    onLink(name, link);
    setRounds(rounds + 1);
    await askAgain();
  });
  return (
    <section className="card-section">
      <h2>{words.invite}</h2>
      <FormAlert refusal={form.refusal} shown={["login", "displayName"]} />
      <form key={rounds} className="account-form account-form-line" onSubmit={form.onSubmit}>
        <Field label={words.login} name="login" autoComplete="off" fault={form.faultOf("login")} />
        <Field
          label={words.displayName}
          name="displayName"
          autoComplete="off"
          autoCapitalize="words"
          fault={form.faultOf("displayName")}
        />
        <RoleAndScope />
        <button type="submit" className="button button-main" aria-busy={form.isBusy}>
          {words.submit}
        </button>
      </form>
    </section>
  );
};
