import type { ReactNode } from "react";
import { formatNumber } from "#client/format.ts";
import { useCalls, useCallsFile, useSources } from "#client/queries.ts";
import { useReferenceDay } from "#client/state/reference-day.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { sourceName } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Day, Name, Quoted } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { PastEmpty } from "#client/ui/PastEmpty.tsx";
import { Unknown, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { InvestmentCall } from "#contracts/calls.ts";
import { CALL_STATES, type CallState, callStateOn } from "#contracts/call-state.ts";
import { REPORT_FORMATS } from "#contracts/report-formats.ts";
import { useWords } from "./use-words.ts";
import "./calls.css";

const NBSP = " ";
/** In the time of whoever reads, which in the province is that of Vietnam. */
const isoDay = (date: Date): string => new Intl.DateTimeFormat("sv").format(date);

/** The list of calls for investment, those that are open first; as files, too. */
export const CallsPage = () => {
  const words = useWords();
  const asked = useCalls();
  const day = isoDay(useReferenceDay());
  useTitle(words.title);
  const calls = asked.data?.items ?? [];
  const inState = (state: CallState) => calls.filter((call) => callStateOn(call, day) === state);
  return (
    <div className="card wide calls">
      <PageHeading>{words.title}</PageHeading>
      <p className="lead">{words.intro}</p>
      {asked.data ? (
        <>
          {calls.length > 0 ? <Files /> : <PastEmpty what={words.empty} />}
          {calls.length > 0 && inState("open").length === 0 && (
            <p className="note">
              <Icon name="clock" />
              <span>{words.noneOpen}</span>
            </p>
          )}
          {CALL_STATES.map((state) => (
            <Calls key={state} state={state} calls={inState(state)} />
          ))}
        </>
      ) : (
        <Waiting asked={asked} lines={10} />
      )}
    </div>
  );
};

const Files = () => {
  const words = useWords();
  const addressOf = useCallsFile();
  return (
    <p className="calls-files">
      {words.files}
      {REPORT_FORMATS.map((format) => (
        <a key={format} className="button" href={addressOf(format)} download>
          <Icon name="download" size={16} />
          {words.formats[format]}
        </a>
      ))}
    </p>
  );
};

const Calls = ({ state, calls }: { readonly state: CallState; readonly calls: readonly InvestmentCall[] }) => {
  const words = useWords();
  if (calls.length === 0) return null;
  return (
    <section className="card-section" data-state={state}>
      <h2>{words.states[state]}</h2>
      {calls.map((call) => (
        <Call key={call.id} call={call} />
      ))}
    </section>
  );
};

/** `told` is null where the document does not say. */
type Item = { readonly label: string; readonly told: ReactNode; readonly isWide?: boolean };

const Call = ({ call }: { readonly call: InvestmentCall }) => {
  const text = useText();
  const words = useWords();
  const { id, areaHa, capitalBillionVnd, landStatus, legalBasis } = call;
  /** Words of the call in the reader's language; where it has none of them in English, as they are. */
  const say = (vi: string | null, en: string | null): ReactNode => {
    const told = inLanguage(vi, en ?? vi, text);
    return told === null ? null : (
      <span lang={text.language === "en" && en === null ? "vi" : undefined}>
        <Quoted from={`call:${id}`}>{told}</Quoted>
      </span>
    );
  };
  const quantity = (value: number | null, unit: string): ReactNode =>
    value === null ? null : (
      <strong>
        <Quoted from={`call:${id}`}>{`${formatNumber(value, null, text.language)}${NBSP}${unit}`}</Quoted>
      </strong>
    );
  const items: readonly Item[] = [
    { label: words.area, told: quantity(areaHa, words.hectares) },
    { label: words.capital, told: quantity(capitalBillionVnd, words.billionVnd) },
    { label: words.place, told: say(call.placeVi, call.placeEn) },
    { label: words.land, told: landStatus && words.lands[landStatus] },
    { label: words.form, told: say(call.formVi, call.formEn) },
    { label: words.contact, told: say(call.contactVi, call.contactEn) },
    { label: words.sectors, told: say(call.sectorsVi, call.sectorsEn), isWide: true },
    { label: words.basis, told: legalBasis && <Quoted from={`call:${id}`}>{legalBasis}</Quoted> },
    { label: words.validity, told: (call.validFrom ?? call.validTo) && <Validity call={call} /> },
    { label: words.note, told: say(call.noteVi, call.noteEn), isWide: true },
    { label: words.source, told: <Origin call={call} />, isWide: true },
  ];
  const said = items.filter(({ told }) => told !== null);
  const unsaid = items.filter(({ label, told }) => told === null && label !== words.note);
  return (
    <article className="call" id={id}>
      <h3>{say(call.nameVi, call.nameEn)}</h3>
      <p>
        <Link to={{ page: "site", siteId: call.site.id }}>
          <Name of={call.site} />
        </Link>
      </p>
      <dl>
        {said.map(({ label, told, isWide = false }) => (
          <div key={label} data-wide={isWide || undefined}>
            <dt>{label}</dt>
            <dd>{told}</dd>
          </div>
        ))}
        {unsaid.length > 0 && (
          <div data-wide>
            <dt>{words.unsaid}</dt>
            <dd>
              <Unknown>{unsaid.map(({ label }) => label.toLocaleLowerCase(text.language)).join(", ")}</Unknown>
            </dd>
          </div>
        )}
      </dl>
    </article>
  );
};

const Validity = ({ call: { validFrom, validTo } }: { readonly call: InvestmentCall }) => {
  const words = useWords();
  return (
    <>
      {validFrom !== null && (
        <>
          {words.from} <Day on={validFrom} />{" "}
        </>
      )}
      {validTo !== null && (
        <>
          {words.until} <Day on={validTo} />
        </>
      )}
    </>
  );
};

const Origin = ({ call: { source, knownOn } }: { readonly call: InvestmentCall }) => {
  const text = useText();
  const words = useWords();
  const cited = useSources().data?.items.find(({ id }) => id === source?.id);
  if (source === null)
    return (
      <>
        {words.entered} <Day on={knownOn} />
      </>
    );
  return (
    <Link to={{ page: "sources", sourceId: source.id }}>
      <Cite id={source.id}>
        {cited ? sourceName(cited, text) : source.id}
        {source.locator && `, ${source.locator}`}
      </Cite>
    </Link>
  );
};
