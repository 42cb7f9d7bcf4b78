import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { rankSites } from "#client/features/search/rank.ts";
import { useSites } from "#client/queries.ts";
import { adjust, currentView, open, useView } from "#client/state/navigation.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Count, Name } from "#client/ui/marks.tsx";
import type { Site } from "#contracts/sites.ts";

const SHOWN = 8;

/** Combobox with a list of sites (ARIA authoring practices); what is typed also narrows the list and the map. */
export const SearchBox = () => {
  const text = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const query = useView((view) => view.query);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { data } = useSites();
  const found = useMemo(() => rankSites(data?.items ?? [], query), [data, query]);
  const shown = found.slice(0, SHOWN);
  const isListed = isOpen && query.trim() !== "" && data !== undefined;

  useEffect(() => {
    const focusOnSlash = (event: globalThis.KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", focusOnSlash);
    return () => document.removeEventListener("keydown", focusOnSlash);
  }, []);

  const choose = (site: Site) => {
    setOpen(false);
    setActive(-1);
    adjust({ query: "" });
    open({ page: "site", siteId: site.id });
  };
  const showAll = () => {
    setOpen(false);
    if (currentView().page !== "overview") open({ page: "overview", group: null });
    else adjust({ group: null });
    document.querySelector<HTMLElement>(".site-list a.site-name")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    if (event.key === "ArrowDown") setActive(isListed ? Math.min(last, active + 1) : 0);
    else if (event.key === "ArrowUp") setActive(Math.max(-1, active - 1));
    else if (event.key === "Enter") {
      const site = shown[active] ?? shown[0];
      if (site) choose(site);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (isListed) setOpen(false);
      else if (query) adjust({ query: "" });
      else input.current?.blur();
      return;
    } else return;
    event.preventDefault();
    if (event.key !== "Enter") setOpen(true);
  };

  return (
    <div
      className="search"
      role="search"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <Icon name="search" />
      <input
        ref={input}
        id="search"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={text.searchLabel}
        aria-expanded={isListed}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={isListed && active >= 0 ? `${id}${active}` : undefined}
        placeholder={text.search}
        value={query}
        maxLength={100}
        onChange={(event) => {
          adjust({ query: event.target.value });
          setActive(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      {query === "" ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button
          type="button"
          className="icon-button"
          aria-label={text.clearSearch}
          onClick={() => (adjust({ query: "" }), input.current?.focus())}
        >
          <Icon name="close" />
        </button>
      )}
      <span className="visually-hidden" aria-live="polite">
        {isListed && <Count of="found">{text.searchResults(found.length)}</Count>}
      </span>
      <div className="search-results" hidden={!isListed}>
        <ul id={`${id}list`} role="listbox" aria-label={text.searchLabel}>
          {shown.map((site, index) => (
            <li
              key={site.id}
              id={`${id}${index}`}
              role="option"
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(site)}
              onPointerMove={() => setActive(index)}
            >
              <Name of={site} />
              <small>
                {text.kinds[site.kind]}
                {site.district && ` · ${nameOf(site.district, text)}`}
                {site.status === "unverified" && ` · ${text.statuses.unverified}`}
              </small>
            </li>
          ))}
        </ul>
        {isListed && found.length === 0 && (
          <div className="search-empty">
            <p>{text.searchEmpty(query.trim())}</p>
            <p className="fine">{text.searchEmptyHint}</p>
          </div>
        )}
        {found.length > SHOWN && (
          <button
            type="button"
            className="search-all"
            onPointerDown={(event) => event.preventDefault()}
            onClick={showAll}
          >
            <Count of="found">{text.showAllInList(found.length)}</Count>
          </button>
        )}
      </div>
    </div>
  );
};
