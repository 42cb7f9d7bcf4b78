import { inLanguage, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import type { accounts } from "#contracts/auth-admin.ts";
import type * as z from "zod/mini";
import { type MadeLink, RoleAndScope, scopeOf } from "./RoleAndScope.tsx";
import { send } from "#client/send.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { askAgain } from "#client/account.ts";
import { useWords } from "./use-words.ts";

type Listed = z.output<typeof accounts.output>["items"][number];

type RowProps = {
  readonly listed: Listed;
  readonly isOwn: boolean;
  readonly onLink: (name: string, link: MadeLink) => void;
};

export const AccountRow = ({ listed, isOwn, onLink }: RowProps) => {
  const text = useText();
  const { accounts: words, account, roles } = useWords();
  const state = listed.disabledAt ? words.disabled : listed.hasPassword ? words.active : words.invited;
  const path = `/api/accounts/${listed.id}`;
  const changed = useSubmit(async ({ action = "", grantId = "" }) => {
    if (action === "revoke") await send("DELETE", `/api/grants/${grantId}`);
    else if (action === "disable" || action === "enable") {
      await send("PUT", `${path}/state`, { isDisabled: action === "disable" });
    } else {
      const { link } = await send<{ link: MadeLink }>("POST", `${path}/link`, { resetsTwoStep: action === "both" });
      onLink(listed.displayName, link);
    }
    await askAgain();
  });
  const granted = useSubmit(async ({ role = "", scope = "" }) => {
    await send("POST", `${path}/grants`, { role, scope: scopeOf(scope) });
    await askAgain();
  });
  const act = (action: string, label: string) => (
    <form onSubmit={changed.onSubmit}>
      <input type="hidden" name="action" value={action} />
      <button type="submit" className="button button-small" aria-label={`${label}: ${listed.displayName}`}>
        {label}
      </button>
    </form>
  );
  return (
    <tr data-account={listed.login}>
      <th scope="row">
        {listed.displayName}
        {isOwn && <span className="tag">{words.you}</span>}
        <p className="field-hint">{listed.login}</p>
      </th>
      <td>
        <ul className="grants">
          {listed.grants.map((grant) => {
            const place =
              inLanguage(grant.scopeNameVi, grant.scopeNameEn, text) ??
              grant.siteId ??
              grant.communeId ??
              account.everywhere;
            const label = words.revoke(roles[grant.role], place);
            return (
              <li key={grant.id} className="grant">
                <strong>{roles[grant.role]}</strong>
                <span>{place}</span>
                {!(isOwn && grant.role === "admin") && (
                  <form onSubmit={changed.onSubmit}>
                    <input type="hidden" name="action" value="revoke" />
                    <input type="hidden" name="grantId" value={grant.id} />
                    <button type="submit" className="icon-button" aria-label={label} title={label}>
                      <Icon name="close" size={14} />
                    </button>
                  </form>
                )}
              </li>
            );
          })}
        </ul>
        <details className="more">
          <summary>{words.grant}</summary>
          <form className="account-form" onSubmit={granted.onSubmit}>
            <FormAlert refusal={granted.refusal} />
            <RoleAndScope />
            <button type="submit" className="button">
              {words.grant}
            </button>
          </form>
        </details>
      </td>
      <td>
        {state}
        {listed.hasTwoStep && <span className="tag">{words.twoStep}</span>}
        {listed.lastSeenAt && (
          <p className="field-hint">
            {words.lastSeen} <Instant at={listed.lastSeenAt} />
          </p>
        )}
      </td>
      <td>
        <FormAlert refusal={changed.refusal} />
        {!isOwn && (
          <div className="row-actions">
            {!listed.disabledAt && act("link", listed.hasPassword ? words.link : words.linkAgain)}
            {!listed.disabledAt && listed.hasTwoStep && act("both", words.linkBoth)}
            {listed.disabledAt ? act("enable", words.enable) : act("disable", words.disable)}
          </div>
        )}
      </td>
    </tr>
  );
};
