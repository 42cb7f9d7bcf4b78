import { useQuery } from "@tanstack/react-query";
import { formatDay } from "#client/format.ts";
import { Refusal, send } from "#client/send.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { OpenedPack } from "#contracts/packs.ts";
import { FrozenFigures } from "./FrozenFigures.tsx";
import { PresentButton } from "./present.tsx";
import { useWords } from "./use-words.ts";
import "./shortlist.css";

/** What the link of a pack opens: its sites as they were frozen, as slides and as a handout. */
export const PackPage = ({ code }: { readonly code: string }) => {
  const words = useWords();
  const asked = useQuery({
    queryKey: ["pack", code],
    queryFn: () => send<OpenedPack>("POST", "/api/pack", { code }),
    retry: false,
    staleTime: Infinity,
  });
  useTitle(asked.data?.name ?? words.pack.title);
  if (asked.data) return <Opened pack={asked.data} code={code} />;
  const isGone = asked.error instanceof Refusal && asked.error.kind !== "offline";
  return (
    <div className="card wide pack">
      <PageHeading isBackShown={false}>{words.pack.title}</PageHeading>
      {isGone ? <Note tone="warning">{words.opened.gone}</Note> : <Waiting asked={asked} lines={8} />}
    </div>
  );
};

const Opened = ({ pack, code }: { readonly pack: OpenedPack; readonly code: string }) => {
  const text = useText();
  const words = useWords();
  const { language } = text;
  const frozen = words.frozen(formatDay(pack.frozenAt.slice(0, 10), language));
  const subtitle =
    pack.asOf === null
      ? frozen
      : `${frozen}; ${words.asOf(formatDay(pack.asOf, language)).toLocaleLowerCase(language)}`;
  const contact = inLanguage(pack.contact.vi, pack.contact.en, text);
  const prepare = () =>
    Promise.resolve({
      title: pack.name,
      subtitle,
      slides: pack.items.map(({ note, detail }) => ({ note, detail })),
      contact,
    });
  return (
    <article className="card wide pack">
      <PageHeading isBackShown={false} eyebrow={words.pack.title}>
        {pack.name}
      </PageHeading>
      <p className="lead">
        {subtitle}. {words.opened.until(formatDay(pack.expiresOn, language))}
      </p>
      <p className="buttons">
        <PresentButton prepare={prepare} />
        <a className="button" href={`/api/pack/${code}/handout.pdf`} target="_blank" rel="noreferrer">
          <Icon name="download" size={16} /> {words.handout}
        </a>
      </p>
      {pack.items.map(({ note, detail: { site } }) => (
        <section key={site.id} className="card-section">
          <p className="eyebrow">
            {text.kinds[site.kind]} · {text.statuses[site.status]}
          </p>
          <h2>{nameOf(site, text)}</h2>
          {note && <p className="slide-note">{note}</p>}
          <FrozenFigures figures={site.figures} />
        </section>
      ))}
      {contact.length > 0 && (
        <section className="card-section">
          <h2>{words.opened.contact}</h2>
          {contact.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      )}
    </article>
  );
};
