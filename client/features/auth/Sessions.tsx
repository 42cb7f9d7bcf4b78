import { Waiting } from "#client/ui/States.tsx";
import type { ownSessions } from "#contracts/auth.ts";
import type * as z from "zod/mini";
import { send } from "#client/send.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { acceptWhoami, askAgain, useOwn } from "#client/account.ts";
import { useWords } from "./use-words.ts";

/** The browser and the system, as far as its own description tells; never taken for more than a hint. */
const browserOf = (userAgent: string | null): string | null => {
  const agent = userAgent ?? "";
  const browser = ["Edg", "OPR", "Firefox", "Chrome", "Safari"].find((name) => agent.includes(`${name}/`));
  const system = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux"].find((name) => agent.includes(name));
  const called = { Edg: "Edge", OPR: "Opera" }[browser ?? ""] ?? browser;
  return called === undefined ? null : [called, system].filter(Boolean).join(" · ");
};

/** Where the account is signed in, to be ended one by one or all at once. */
export const Sessions = () => {
  const { sessions: words, account } = useWords();
  const asked = useOwn<z.output<typeof ownSessions.output>>("/api/sessions");
  const everywhere = useSubmit(async () => {
    await send("DELETE", "/api/sessions");
    acceptWhoami({ account: null });
  });
  const ended = useSubmit(async ({ id = "" }) => {
    await send("DELETE", `/api/sessions/${id}`);
    await askAgain();
  });
  return (
    <section className="card-section">
      <h2>{words.title}</h2>
      {!asked.data ? (
        <Waiting asked={asked} lines={2} />
      ) : (
        <ul className="own-list">
          {asked.data.items.map((session) => (
            <li key={session.id}>
              <div>
                <strong>{browserOf(session.userAgent) ?? words.unknownBrowser}</strong>
                {session.isCurrent && <span className="tag">{words.current}</span>}
                <p className="field-hint">
                  {words.from} <Instant at={session.createdAt} /> · {words.lastSeen} <Instant at={session.lastSeenAt} />
                </p>
              </div>
              {!session.isCurrent && (
                <form onSubmit={ended.onSubmit}>
                  <input type="hidden" name="id" value={session.id} />
                  <button type="submit" className="button">
                    {words.end}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      <FormAlert refusal={ended.refusal ?? everywhere.refusal} />
      <form onSubmit={everywhere.onSubmit} className="account-actions">
        <button type="submit" className="button">
          {account.signOutEverywhere}
        </button>
      </form>
    </section>
  );
};
