import { nameOf, useText } from "#client/text.tsx";
import type { scopes } from "#contracts/auth-admin.ts";
import { ROLES } from "#contracts/role-names.ts";
import type { Scope } from "#contracts/roles.ts";
import type * as z from "zod/mini";
import { useOwn } from "#client/account.ts";
import { useWords } from "./use-words.ts";

export type MadeLink = { readonly path: string; readonly expiresAt: string };

/** `site:hoa-phu`, `commune:…` or nothing, as the value of one select. */
export const scopeOf = (chosen: string): Scope => {
  const [kind, id = null] = chosen.split(":");
  return { siteId: kind === "site" ? id : null, communeId: kind === "commune" ? id : null };
};

/** Which role, and where. */
export const RoleAndScope = () => {
  const words = useWords();
  const text = useText();
  const asked = useOwn<z.output<typeof scopes.output>>("/api/scopes");
  return (
    <>
      <label className="field">
        {words.accounts.role}
        <select name="role" defaultValue="editor">
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {words.roles[role]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {words.accounts.scope}
        <select name="scope" defaultValue="">
          <option value="">{words.accounts.everywhere}</option>
          <optgroup label={words.accounts.sites}>
            {asked.data?.sites.map((place) => (
              <option key={place.id} value={`site:${place.id}`}>
                {nameOf(place, text)}
              </option>
            ))}
          </optgroup>
          <optgroup label={words.accounts.communes}>
            {asked.data?.communes.map((place) => (
              <option key={place.id} value={`commune:${place.id}`}>
                {nameOf(place, text)}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
    </>
  );
};
