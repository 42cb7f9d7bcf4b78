import { useState } from "react";
import { Waiting } from "#client/ui/States.tsx";
import type { ownTokens } from "#contracts/auth.ts";
import type * as z from "zod/mini";
import { send } from "#client/send.ts";
import { CopyOnce } from "#client/ui/CopyOnce.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { askAgain, useOwn } from "#client/account.ts";
import { useWords } from "./use-words.ts";

/** Personal tokens: made with the value shown once and how to use it, listed without it, revoked. */
export const Tokens = () => {
  const allWords = useWords();
  const { tokens: words } = allWords;
  const asked = useOwn<z.output<typeof ownTokens.output>>("/api/tokens");
  const [value, setValue] = useState<string | null>(null);
  const [rounds, setRounds] = useState(0);
  const made = useSubmit(async ({ name = "", days = "" }) => {
    const answer = await send<{ value: string }>("POST", "/api/tokens", {
      name: name.normalize("NFC").trim(),
      days: Number(days),
    });
    setValue(answer.value);
    setRounds(rounds + 1);
    await askAgain();
  });
  const ended = useSubmit(async ({ id = "" }) => {
    await send("DELETE", `/api/tokens/${id}`);
    await askAgain();
  });
  return (
    <section className="card-section">
      <h2>{words.title}</h2>
      <p className="lead">{words.lead}</p>
      {value !== null && (
        <div className="made" role="status">
          <CopyOnce value={value} label={words.once} words={allWords} />
          <p className="field-hint">{words.qgis}</p>
          <p className="field-hint">{words.excel}</p>
        </div>
      )}
      {!asked.data ? (
        <Waiting asked={asked} lines={2} />
      ) : asked.data.items.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className="own-list">
          {asked.data.items.map((token) => (
            <li key={token.id}>
              <div>
                <strong>{token.name}</strong>
                <p className="field-hint">
                  {words.made} <Instant at={token.createdAt} /> · {words.until} <Instant at={token.expiresAt} /> ·{" "}
                  {token.lastUsedAt ? (
                    <>
                      {words.lastUsed} <Instant at={token.lastUsedAt} />
                    </>
                  ) : (
                    words.neverUsed
                  )}
                </p>
              </div>
              <form onSubmit={ended.onSubmit}>
                <input type="hidden" name="id" value={token.id} />
                <button type="submit" className="button" aria-label={`${words.end}: ${token.name}`}>
                  {words.end}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <FormAlert refusal={made.refusal ?? ended.refusal} shown={["name"]} />
      <form key={rounds} className="account-form account-form-line" onSubmit={made.onSubmit}>
        <Field
          label={words.name}
          name="name"
          autoComplete="off"
          maxLength={100}
          placeholder={words.nameHint}
          fault={made.faultOf("name")}
        />
        <label className="field">
          {words.days}
          <select name="days" defaultValue="90">
            {Object.entries(words.daysOf).map(([days, label]) => (
              <option key={days} value={days}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button" aria-busy={made.isBusy}>
          {words.make}
        </button>
      </form>
    </section>
  );
};
