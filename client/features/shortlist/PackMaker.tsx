import { useState } from "react";
import { askAgain, useOwn, useWhoami } from "#client/account.ts";
import { formatDay, spellDay } from "#client/format.ts";
import { send } from "#client/send.ts";
import { hrefOf, useView } from "#client/state/navigation.ts";
import type { Shortlist } from "#client/state/shortlist.ts";
import { useSignedInHint } from "#client/state/signed-in.ts";
import { INITIAL_VIEW } from "#client/state/url.ts";
import { useText } from "#client/text.tsx";
import { CopyOnce } from "#client/ui/CopyOnce.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Link } from "#client/ui/Link.tsx";
import { readDay } from "#contracts/read-cell.ts";
import type { MadePack } from "#contracts/packs.ts";
import { SHEET_LANGUAGES } from "#contracts/sheets.ts";
import { useWords } from "./use-words.ts";

const DAY_MS = 86_400_000;
/** A link lasts a month unless somebody says otherwise. */
const DEFAULT_DAYS = 30;
const isoIn = (days: number): string => new Intl.DateTimeFormat("sv").format(new Date(Date.now() + days * DAY_MS));
/** As the contract has them, which would bring its schemas along. */
const MAKERS: readonly string[] = ["officer", "editor"];

/** Freezes the list into a pack, and tells of those made before; for officers. */
export const PackMaker = ({ list }: { readonly list: Shortlist }) => {
  const words = useWords().pack;
  const isSignedIn = useSignedInHint();
  return (
    <section className="card-section pack-maker">
      <h2>{words.title}</h2>
      {isSignedIn ? (
        <Makers list={list} />
      ) : (
        <p>
          <Link to={{ page: "signIn" }}>{words.signIn}</Link>
        </p>
      )}
    </section>
  );
};

const Makers = ({ list }: { readonly list: Shortlist }) => {
  const words = useWords().pack;
  const { data } = useWhoami();
  if (!data) return null;
  if (!data.account?.grants.some(({ role }) => MAKERS.includes(role))) return <p>{words.signIn}</p>;
  return (
    <>
      {list.items.length > 0 && <MakePack list={list} />}
      <OwnPacks />
    </>
  );
};

/** A day as typed; null: none; undefined: not a day. */
const dayOf = (typed: string): string | null | undefined => {
  const read = readDay(typed);
  return read.kind === "empty" ? null : read.kind === "value" ? read.value : undefined;
};

const MakePack = ({ list }: { readonly list: Shortlist }) => {
  const words = useWords().pack;
  const { language } = useText();
  const asOf = useView((view) => view.asOf);
  const [lang, setLang] = useState<(typeof SHEET_LANGUAGES)[number]>("both");
  const [expires, setExpires] = useState(() => spellDay(isoIn(DEFAULT_DAYS)));
  const [until, setUntil] = useState(asOf === null ? "" : spellDay(asOf));
  const [link, setLink] = useState<string | null>(null);
  const form = useSubmit(async () => {
    setLink(null);
    const made = await send<MadePack & { code: string }>("POST", "/api/packs", {
      name: list.name.normalize("NFC"),
      language: lang,
      expiresOn: dayOf(expires) ?? "",
      asOf: dayOf(until) ?? null,
      items: list.items.map(({ siteId, note }) => ({ siteId, note: note.normalize("NFC").trim() || null })),
    });
    const shown = lang === "both" ? language : lang;
    setLink(new URL(hrefOf(INITIAL_VIEW, { page: "pack", packCode: made.code, language: shown }), location.href).href);
    await askAgain();
  });
  const faults = {
    expires: dayOf(expires) ? undefined : words.dayFault,
    until: dayOf(until) === undefined ? words.dayFault : undefined,
  };
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <p>{words.lead}</p>
      <FormAlert refusal={form.refusal} />
      <label className="field">
        {words.language}
        <select value={lang} onChange={(event) => setLang(event.target.value as typeof lang)}>
          {SHEET_LANGUAGES.map((choice) => (
            <option key={choice} value={choice}>
              {words.languages[choice]}
            </option>
          ))}
        </select>
      </label>
      <Field
        label={words.expiresOn}
        name="expiresOn"
        inputMode="numeric"
        value={expires}
        fault={faults.expires ?? form.faultOf("expiresOn")}
        onChange={(event) => setExpires(event.target.value)}
      />
      <Field
        label={words.asOf}
        name="asOf"
        required={false}
        inputMode="numeric"
        value={until}
        fault={faults.until ?? form.faultOf("asOf")}
        onChange={(event) => setUntil(event.target.value)}
      />
      <p className="buttons">
        <button
          type="submit"
          className="button button-main"
          aria-busy={form.isBusy}
          disabled={faults.expires !== undefined || faults.until !== undefined}
        >
          {words.make}
        </button>
      </p>
      <div aria-live="polite">{link && <CopyOnce label={words.link} value={link} words={words} />}</div>
    </form>
  );
};

const OwnPacks = () => {
  const words = useWords().pack;
  const { language } = useText();
  const packs = useOwn<{ items: readonly MadePack[] }>("/api/packs").data?.items;
  const today = isoIn(0);
  if (!packs) return null;
  if (packs.length === 0) return <p className="fine">{words.none}</p>;
  const revoke = async (id: number) => {
    await send("DELETE", `/api/packs/${id}`);
    await askAgain();
  };
  const stateOf = ({ revokedAt, expiresOn }: MadePack) =>
    revokedAt !== null ? words.revoked : expiresOn < today ? words.ended : words.open;
  return (
    <>
      <h3>{words.own}</h3>
      <div className="own-packs">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.title}</th>
              <th scope="col">{words.made}</th>
              <th scope="col">{words.until}</th>
              <th scope="col">{words.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {packs.map((pack) => (
              <tr key={pack.id}>
                <th scope="row">{pack.name}</th>
                <td>{formatDay(pack.frozenAt.slice(0, 10), language)}</td>
                <td>{formatDay(pack.expiresOn, language)}</td>
                <td>{stateOf(pack)}</td>
                <td>
                  {stateOf(pack) === words.open && (
                    <button
                      type="button"
                      className="button button-small"
                      aria-label={words.revokeNamed(pack.name)}
                      onClick={() => void revoke(pack.id)}
                    >
                      {words.revoke}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};
