import { type FormEvent, useMemo, useState } from "react";
import { formatNumber } from "#client/format.ts";
import { useFindLand, useSites } from "#client/queries.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { FIND_FILTERS } from "#client/state/view-state.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Count } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { Facets } from "./Facets.tsx";
import { constraintsOf, type Filters, without, withConstraints } from "./filters.ts";
import { inWords, type Named } from "./in-words.ts";
import { find, type Land } from "./match.ts";
import { readNeed } from "./need.ts";
import { Results } from "./Results.tsx";
import { useWords } from "./use-words.ts";
import "#client/ui/form.css";
import "./find.css";

/** Land for what somebody needs: written or chosen, each condition to be seen and taken off, and what no source tells kept apart. */
export const FindPage = () => {
  const text = useText();
  const words = useWords();
  const filters = useView((view) => view.filters) as Filters;
  const sites = useSites();
  const told = useFindLand();
  useTitle(words.title);
  const constraints = useMemo(() => constraintsOf(filters), [filters]);
  const kinds = useMemo(() => new Map((sites.data?.items ?? []).map(({ id, kind }) => [id, kind])), [sites.data]);
  const lands = useMemo(() => {
    const byId = new Map((sites.data?.items ?? []).map((site) => [site.id, site]));
    return (told.data?.items ?? []).flatMap((item): Land[] => {
      const site = byId.get(item.siteId);
      return site ? [{ site, told: item }] : [];
    });
  }, [sites.data, told.data]);
  const keepsUnknown = filters.unknown !== "no";
  const found = useMemo(() => find(lands, constraints, keepsUnknown, kinds), [lands, constraints, keepsUnknown, kinds]);
  const named: Named = {
    target: (what) => {
      const site = sites.data?.items.find(({ id }) => id === what);
      return site ? nameOf(site, text) : (words.targets[what as keyof typeof words.targets] ?? what);
    },
    place: (key) => key.replaceAll(/(^|\s)\p{L}/gu, (letter) => letter.toLocaleUpperCase("vi")),
  };
  if (!sites.data || !told.data) {
    return (
      <div className="card wide find">
        <PageHeading>{words.title}</PageHeading>
        <Waiting asked={sites.data ? told : sites} lines={10} />
      </div>
    );
  }
  const sure = found.filter(({ isSure }) => isSure).length;
  const count = (number: number) => formatNumber(number, 0, text.language);
  return (
    <div className="card wide find">
      <PageHeading>{words.title}</PageHeading>
      <p className="lead">{words.intro}</p>
      <NeedBox filters={filters} named={named} />
      {constraints.length > 0 && (
        <section aria-label={words.asked}>
          <ul className="find-chips">
            {constraints.map((constraint) => {
              const said = inWords(constraint, words, text.language, named);
              return (
                <li key={said} className="find-chip">
                  {said}
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={words.drop(said)}
                    onClick={() => ask(without(filters, constraint))}
                  >
                    <Icon name="close" size={14} />
                  </button>
                </li>
              );
            })}
            <li>
              <button type="button" className="button button-small" onClick={() => ask({})}>
                {words.clear}
              </button>
            </li>
          </ul>
        </section>
      )}
      <Facets lands={lands} filters={filters} kinds={kinds} named={named} onAsk={ask} />
      <p className="find-count" role="status">
        {constraints.length === 0 ? (
          <Count of="find:all">{words.found(count(found.length))}</Count>
        ) : (
          <strong>{words.sureAndUnknown(count(sure), count(found.length - sure))}</strong>
        )}
      </p>
      <Results found={found} constraints={constraints} kinds={kinds} named={named} />
    </div>
  );
};

/** What is not asked is not in the address. */
const ask = (filters: Filters) =>
  adjust({ filters: Object.fromEntries(FIND_FILTERS.flatMap((key) => (filters[key] ? [[key, filters[key]]] : []))) });

/** A need in words becomes conditions; what was not understood is asked back. */
const NeedBox = ({ filters, named }: { readonly filters: Filters; readonly named: Named }) => {
  const { language } = useText();
  const words = useWords();
  const [need, setNeed] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readNeed(need);
    const { filters: wider, left } = withConstraints(filters, read.constraints);
    const parts = [
      ...read.notUnderstood.map((part) => `“${part}”`),
      ...left.map((constraint) => `“${inWords(constraint, words, language, named)}”`),
    ];
    setAsked(
      parts.length > 0 ? words.notUnderstood(parts.join(", ")) : read.constraints.length === 0 ? words.nothing : null,
    );
    ask(wider);
  };
  return (
    <form className="find-need" onSubmit={submit}>
      <label className="field">
        {words.need}
        <input
          value={need}
          placeholder={words.needHint}
          maxLength={300}
          onChange={(event) => setNeed(event.target.value)}
        />
      </label>
      <button type="submit" className="button button-main" disabled={need.trim() === ""}>
        {words.read}
      </button>
      <p className="find-asked" role="status">
        {asked}
      </p>
    </form>
  );
};
