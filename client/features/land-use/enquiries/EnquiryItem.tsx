import { useState } from "react";
import { formatDay } from "#client/format.ts";
import { Refusal, send } from "#client/send.ts";
import { nameOf, useText } from "#client/text.tsx";
import { FormAlert } from "#client/ui/form.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { Link } from "#client/ui/Link.tsx";
import type { Enquiry } from "#contracts/enquiries.ts";
import { ENQUIRY_STATES } from "#contracts/enquiry-states.ts";
import { useAction } from "../use-action.ts";
import { wordsIn } from "./words.ts";

type ItemProps = { readonly enquiry: Enquiry; readonly onChanged: () => Promise<void> };

/** One enquiry: what was asked, by whom, and how it goes on. */
export const EnquiryItem = ({ enquiry, onChanged }: ItemProps) => {
  const text = useText();
  const words = wordsIn(text.language);
  const { site, name, organisation, contact, message, state, erasedAt } = enquiry;
  return (
    <li className="enquiry" data-state={state}>
      <h3>
        <Link to={{ page: "site", siteId: site.id }}>{nameOf(site, text)}</Link>{" "}
        <span className="fine">
          {words.states[state]} · {words.received} <Instant at={enquiry.receivedAt} /> · {words.receipt}{" "}
          <code>{enquiry.receipt}</code>
          {enquiry.asOf !== null && ` · ${words.asOf} ${formatDay(enquiry.asOf, text.language)}`}
        </span>
      </h3>
      {erasedAt === null ? (
        <>
          <p>
            <strong>{name}</strong>
            {organisation !== null && `, ${organisation}`} · {contact}
          </p>
          <p className="enquiry-message" lang={enquiry.language}>
            {message}
          </p>
          {/* Whatever another wrote meanwhile is what the fields begin with. */}
          <Answering key={enquiry.rowVersion} enquiry={enquiry} onChanged={onChanged} />
        </>
      ) : (
        <p>
          {words.erased} <Instant at={erasedAt} />
        </p>
      )}
      {enquiry.steps.length > 0 && (
        <details>
          <summary>{words.steps}</summary>
          <ul>
            {enquiry.steps.map(({ action, by, at }) => (
              <li key={`${at} ${action}`}>
                {action === "erased" ? words.erased : words.states[action]} · {by} · <Instant at={at} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
};

const Answering = ({ enquiry: { id, name, rowVersion, ...enquiry }, onChanged }: ItemProps) => {
  const words = wordsIn(useText().language);
  const [state, setState] = useState(enquiry.state);
  const [note, setNote] = useState(enquiry.note ?? "");
  const [isSure, setSure] = useState(false);
  const [isBehind, setBehind] = useState(false);
  const write = async (path: string, method: "PATCH" | "POST", body: object) => {
    try {
      await send(method, path, body, rowVersion);
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== "version-conflict") throw error;
      setBehind(true);
    }
    await onChanged();
  };
  const save = useAction(() =>
    write(`/api/enquiries/${id}`, "PATCH", { state, note: note.normalize("NFC").trim() || null }),
  );
  const erase = useAction(() => write(`/api/enquiries/${id}/erase`, "POST", {}));
  return (
    <form
      className="enquiry-answer"
      onSubmit={(event) => {
        event.preventDefault();
        save.run();
      }}
    >
      <label className="field">
        {words.state}
        <select value={state} onChange={({ target }) => setState(target.value as typeof state)}>
          {ENQUIRY_STATES.map((one) => (
            <option key={one} value={one}>
              {words.states[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="field enquiry-note">
        {words.note}
        <input value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
      </label>
      <button
        type="submit"
        className="button button-main"
        aria-label={words.saveNamed(name ?? "")}
        aria-busy={save.isBusy}
      >
        {words.save}
      </button>
      {isSure ? (
        <span role="group" aria-label={words.eraseSure}>
          {words.eraseSure}{" "}
          <button type="button" className="button" onClick={erase.run}>
            {words.eraseYes}
          </button>{" "}
          <button type="button" className="button" onClick={() => setSure(false)}>
            {words.cancel}
          </button>
        </span>
      ) : (
        <button
          type="button"
          className="button"
          aria-label={words.eraseNamed(name ?? "")}
          onClick={() => setSure(true)}
        >
          {words.erase}
        </button>
      )}
      <FormAlert refusal={save.refusal ?? erase.refusal} />
      <span role="status">{isBehind && words.changed}</span>
    </form>
  );
};
