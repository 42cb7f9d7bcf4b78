import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Account } from "#client/account.ts";
import { useSites } from "#client/queries.ts";
import { useView } from "#client/state/navigation.ts";
import { REGISTERS, type ViewState } from "#client/state/view-state.ts";
import { nameOf, useText } from "#client/text.tsx";
import { DayField } from "#client/ui/DayInput.tsx";
import { IllustrativeWord } from "#client/ui/Figure.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { Link } from "#client/ui/Link.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { landChanges } from "#contracts/land-edits.ts";
import type * as z from "zod/mini";
import { useEditingWords } from "../editing/use-words.ts";
import { SiteFilter } from "../SiteFilter.tsx";
import { setFilters, useFilters } from "../use-filters.ts";
import { LAND_KEY, landPath, sendSignedIn } from "../land-data.ts";
import { useLandSites } from "../registers/use-names.ts";
import { useRegisterWords } from "../registers/use-words.ts";
import { useWords } from "../use-words.ts";
import { columnsOf } from "./columns.ts";
import { EntryDetails } from "./EntryDetails.tsx";
import { useLogWords } from "./use-words.ts";
import "../registers/registers.css";
import "./log.css";

type Feed = z.output<typeof landChanges.output>;
type Entry = Feed["items"][number];

const PAGE_ENTRIES = 50;
/** How soon what others do shows on an open log. */
const REFRESH_MS = 4_000;

const useEntries = (filters: ViewState["filters"], siteId: string | null) => {
  const isIllustrative = useView((view) => view.isIllustrative);
  const asked = {
    order: "newest",
    limit: PAGE_ENTRIES,
    kind: filters.of,
    siteId,
    who: filters.who?.normalize("NFC").trim() || undefined,
    fromDay: filters.from,
    toDay: filters.to,
  };
  return useInfiniteQuery({
    queryKey: [...LAND_KEY, "log", isIllustrative, asked],
    queryFn: ({ pageParam }) => sendSignedIn<Feed>("GET", landPath("changes", { ...asked, before: pageParam })),
    initialPageParam: null as number | null,
    getNextPageParam: ({ items, last }) => (items.length === PAGE_ENTRIES ? last : undefined),
    refetchInterval: REFRESH_MS,
    staleTime: 0,
    retry: false,
  });
};

/** What changed, newest first, while it is looked at; each entry opens field by field and can be written again. */
export const LogPage = ({ account }: { account: Account }) => {
  const { tabs } = useWords();
  const words = useLogWords();
  const text = useText();
  const registerWords = useRegisterWords();
  const { of = "", ...others } = useFilters();
  // A kind that an address names and nobody knows narrows nothing.
  const filters = Object.hasOwn(words.kinds, of) ? { ...others, of } : others;
  const siteId = useView((view) => view.siteId);
  const isIllustrative = useView((view) => view.isIllustrative);
  const asked = useEntries(filters, siteId);
  const sites = useSites().data?.items ?? [];
  const siteNames = new Map(sites.map((site) => [site.id, nameOf(site, text)]));
  useTitle(tabs.landLog);
  const entries = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  const isFiltered = siteId !== null || Object.keys(filters).length > 0;
  return (
    <div className="registers log">
      <PageHeading isBackShown={false}>
        {tabs.landLog} <span className="internal-mark">{registerWords.internal}</span>
        {isIllustrative && <IllustrativeWord />}
      </PageHeading>
      <p className="lead">{words.lead}</p>
      <Filters filters={filters} />
      {!asked.data ? (
        <Waiting asked={asked} lines={8} />
      ) : entries.length === 0 ? (
        <p className="empty">{isFiltered ? words.noneFound : words.none}</p>
      ) : (
        <ol className="log-entries">
          {entries.map((entry) => (
            <LogEntry
              key={entry.seq}
              entry={entry}
              account={account}
              siteName={entry.siteId === null ? null : (siteNames.get(entry.siteId) ?? entry.siteId)}
            />
          ))}
        </ol>
      )}
      {asked.hasNextPage && (
        <button
          type="button"
          className="button"
          aria-busy={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {words.more}
        </button>
      )}
    </div>
  );
};

const Filters = ({ filters }: { filters: ViewState["filters"] }) => {
  const words = useLogWords();
  const sites = useLandSites();
  return (
    <div className="register-tools">
      <label className="field register-filter">
        {words.kind}
        <select value={filters.of ?? ""} onChange={(event) => setFilters({ of: event.target.value })}>
          <option value="">{words.allKinds}</option>
          {Object.entries(words.kinds).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <SiteFilter sites={sites} className="register-filter" />
      <label className="field register-filter">
        {words.who}
        <input
          type="search"
          value={filters.who ?? ""}
          maxLength={100}
          placeholder={words.whoHint}
          onChange={(event) => setFilters({ who: event.target.value })}
        />
      </label>
      {(["from", "to"] as const).map((end) => (
        <div key={end} className="register-filter">
          <DayField
            label={words[end]}
            isRequired={false}
            value={filters[end] ?? ""}
            onDay={(day) => setFilters({ [end]: day })}
          />
        </div>
      ))}
    </div>
  );
};

type LogEntryProps = { readonly entry: Entry; readonly account: Account; readonly siteName: string | null };

const LogEntry = ({ entry, account, siteName }: LogEntryProps) => {
  const words = useLogWords();
  const { history, conflict } = useEditingWords();
  const { language } = useText();
  const [isOpen, setOpen] = useState(false);
  const { kind, id, label, operation, fields, reason, restoredSeq, rowVersion } = entry;
  const register = REGISTERS.find((known) => known === kind);
  const name = label ?? (id === null ? "" : `#${id}`);
  const labelOf = (field: string) =>
    (kind === "lineage" ? undefined : columnsOf(kind).find((column) => column.field === field)?.label[language]) ??
    field;
  return (
    <li data-operation={operation}>
      <p className="version-head">
        <Instant at={entry.at} />
        <span className="log-kind">{words.kinds[kind]}</span>
        <strong>
          {register && id !== null && rowVersion !== null ? (
            <Link to={{ page: "landRegisters", register, rowId: id }}>{name}</Link>
          ) : (
            name
          )}
        </strong>
        {siteName !== null && <span className="field-hint">{siteName}</span>}
        {id !== null && (
          <button
            type="button"
            className="button button-small"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? words.hide : words.details}: ${name}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? words.hide : words.details}
          </button>
        )}
      </p>
      <p className="log-what">
        {entry.actor ?? conflict.unknownPerson}
        {" · "}
        {restoredSeq !== null
          ? history.restored
          : operation === "update"
            ? words.fields(fields.map((field) => labelOf(field)).join(", "))
            : history.operations[operation]}
        {reason !== null && <span className="field-hint"> · {conflict.because(reason)}</span>}
      </p>
      {isOpen && id !== null && kind !== "lineage" && (
        <EntryDetails kind={kind} id={id} seq={entry.seq} account={account} siteId={entry.siteId} />
      )}
    </li>
  );
};
