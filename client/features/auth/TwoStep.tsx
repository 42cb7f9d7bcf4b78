import { useState } from "react";
import { encode } from "uqr";
import { TWO_STEP_ROLES } from "#contracts/role-names.ts";
import { send } from "#client/send.ts";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { PasswordField } from "./password-fields.tsx";
import { askAgain, type Account } from "#client/account.ts";
import { useWords } from "./use-words.ts";

type Begun = { readonly secret: string; readonly uri: string };

/** Turns the second step on and off. Recovery codes stay on the screen until they have been put away. */
export const TwoStep = ({ account }: { account: Account }) => {
  const { twoStep: words } = useWords();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <section className="card-section">
      <h2>{words.title}</h2>
      {codes ? (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(null);
            setBegun(null);
            void askAgain();
          }}
        />
      ) : account.hasTwoStep ? (
        <TurnOff account={account} />
      ) : begun ? (
        <Confirm begun={begun} onConfirmed={setCodes} />
      ) : (
        <Begin onBegun={setBegun} />
      )}
    </section>
  );
};

const Begin = ({ onBegun }: { onBegun: (begun: Begun) => void }) => {
  const { twoStep: words } = useWords();
  const form = useSubmit(async ({ password = "" }) =>
    onBegun(await send<Begun>("POST", "/api/account/two-step", { password })),
  );
  return (
    <form className="account-form" onSubmit={form.onSubmit}>
      <p>{words.off}</p>
      <FormAlert refusal={form.refusal} shown={["password"]} />
      <PasswordField label={words.password} fault={form.faultOf("password")} />
      <button type="submit" className="button button-main" aria-busy={form.isBusy}>
        {words.begin}
      </button>
    </form>
  );
};

/** Drawn here: the secret goes to no other server. */
const QrCode = ({ of, label }: { of: string; label: string }) => {
  const { data, size } = encode(of, { border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : []))).join("");
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};

const Confirm = ({ begun, onConfirmed }: { begun: Begun; onConfirmed: (codes: readonly string[]) => void }) => {
  const { twoStep: words } = useWords();
  const form = useSubmit(async ({ code = "" }) => {
    const { recoveryCodes } = await send<{ recoveryCodes: string[] }>("PUT", "/api/account/two-step", { code });
    onConfirmed(recoveryCodes);
  });
  return (
    <form className="account-form" onSubmit={form.onSubmit}>
      <p>{words.scan}</p>
      <QrCode of={begun.uri} label={words.qr} />
      <p className="field-hint">
        {words.byHand} <code className="secret">{begun.secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      <FormAlert refusal={form.refusal} shown={["code"]} />
      <Field
        label={words.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        fault={form.faultOf("code")}
      />
      <button type="submit" className="button button-main" aria-busy={form.isBusy}>
        {words.confirm}
      </button>
    </form>
  );
};

const RecoveryCodes = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => {
  const { twoStep: words } = useWords();
  return (
    <div className="account-form">
      <p role="status">{words.recovery}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="button button-main" onClick={onKept}>
        {words.kept}
      </button>
    </div>
  );
};

const TurnOff = ({ account }: { account: Account }) => {
  const { twoStep: words } = useWords();
  const form = useSubmit(async ({ password = "", code = "" }) => {
    await send("POST", "/api/account/two-step/end", { password, code });
    await askAgain();
  });
  const isNeeded = account.grants.some(({ role }) => TWO_STEP_ROLES.includes(role));
  return (
    <>
      <p>
        {words.on} {words.codesLeft(account.recoveryCodesLeft)}
      </p>
      {!isNeeded && (
        <details className="more">
          <summary>{words.end}</summary>
          <form className="account-form" onSubmit={form.onSubmit}>
            <FormAlert refusal={form.refusal} shown={["password", "code"]} />
            <PasswordField label={words.password} fault={form.faultOf("password")} />
            <Field label={words.code} name="code" autoComplete="one-time-code" fault={form.faultOf("code")} />
            <button type="submit" className="button" aria-busy={form.isBusy}>
              {words.end}
            </button>
          </form>
        </details>
      )}
    </>
  );
};
