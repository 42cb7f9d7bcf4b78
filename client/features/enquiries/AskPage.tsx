import { useId, useState } from "react";
import { useSites } from "#client/queries.ts";
import { send } from "#client/send.ts";
import { useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Day, Name } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Site } from "#contracts/sites.ts";
import { wordsIn } from "./words.ts";
import "./ask.css";

/** A question of an investor about a site, for its officers; needs no account. */
export const AskPage = () => {
  const words = wordsIn(useText().language);
  const siteId = useView((view) => view.filters.of);
  const asked = useSites();
  const site = asked.data?.items.find(({ id, dataSet }) => id === siteId && dataSet === "published");
  useTitle(words.title);
  return (
    <div className="card wide ask">
      <PageHeading>{words.title}</PageHeading>
      {!asked.data ? (
        <Waiting asked={asked} lines={6} />
      ) : site ? (
        <Asking key={site.id} site={site} />
      ) : (
        <Note tone="info">{words.noSite}</Note>
      )}
    </div>
  );
};

const FIELDS = ["name", "organisation", "contact", "message"] as const;

const Asking = ({ site }: { readonly site: Site }) => {
  const { language } = useText();
  const words = wordsIn(language);
  const asOf = useView((view) => view.asOf);
  const [receipt, setReceipt] = useState<string | null>(null);
  const form = useSubmit(async (values) => {
    const tidy = (field: (typeof FIELDS)[number]) => (values[field] ?? "").normalize("NFC").trim();
    const answer = await send<{ receipt: string }>("POST", "/api/enquiries", {
      siteId: site.id,
      asOf,
      language,
      name: tidy("name"),
      organisation: tidy("organisation") || null,
      contact: tidy("contact"),
      message: tidy("message"),
    });
    setReceipt(answer.receipt);
  });
  return (
    <>
      <p>
        {words.about}: <strong>{<Name of={site} />}</strong> · {words.asOf}:{" "}
        {asOf === null ? words.newest : <Day on={asOf} />}
      </p>
      {receipt === null ? (
        <form noValidate onSubmit={form.onSubmit} className="ask-form">
          <p>{words.lead}</p>
          <FormAlert refusal={form.refusal} shown={FIELDS} />
          <Field label={words.name} name="name" autoComplete="name" maxLength={200} fault={form.faultOf("name")} />
          <Field
            label={words.organisation}
            name="organisation"
            autoComplete="organization"
            maxLength={200}
            required={false}
            fault={form.faultOf("organisation")}
          />
          <Field label={words.contact} name="contact" maxLength={200} fault={form.faultOf("contact")} />
          <Message label={words.message} fault={form.faultOf("message")} />
          <p className="fine">{words.kept}</p>
          <p className="buttons">
            <button type="submit" className="button button-main" aria-busy={form.isBusy}>
              {words.send}
            </button>
          </p>
        </form>
      ) : (
        <Sent receipt={receipt} siteId={site.id} onAnother={() => setReceipt(null)} />
      )}
    </>
  );
};

const Message = ({ label, fault }: { readonly label: string; readonly fault: string | undefined }) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        name="message"
        rows={6}
        maxLength={4000}
        required
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
      />
      {fault && (
        <p id={`${id}-fault`} className="field-fault">
          <Icon name="warning" size={14} /> {fault}
        </p>
      )}
    </div>
  );
};

type SentProps = { readonly receipt: string; readonly siteId: string; readonly onAnother: () => void };

const Sent = ({ receipt, siteId, onAnother }: SentProps) => {
  const words = wordsIn(useText().language);
  return (
    <div role="status" className="ask-sent">
      <p>
        <strong>{words.thanks}</strong> {words.receipt}: <code>{receipt}</code>
      </p>
      <p className="fine">{words.kept}</p>
      <p className="buttons">
        <Link className="button" to={{ page: "site", siteId }}>
          {words.back}
        </Link>
        <button type="button" className="button" onClick={onAnother}>
          {words.another}
        </button>
      </p>
    </div>
  );
};
