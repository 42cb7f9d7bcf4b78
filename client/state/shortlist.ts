import { useSyncExternalStore } from "react";

/** Sites somebody means to show, in the order of showing, kept in this browser alone. */
export type Shortlist = {
  readonly name: string;
  readonly items: readonly { readonly siteId: string; readonly note: string }[];
};

const KEY = "vlmap.shortlist";
const EMPTY: Shortlist = { name: "", items: [] };
/** As many as a handout or a pack takes. */
export const MOST_SHORTLISTED = 20;

const listeners = new Set<() => void>();
let known: { readonly text: string | null; readonly list: Shortlist } = { text: null, list: EMPTY };

const isShortlist = (value: unknown): value is Shortlist => {
  const { name, items } = (value ?? {}) as Partial<Shortlist>;
  return (
    typeof name === "string" &&
    Array.isArray(items) &&
    items.every(({ siteId, note }) => typeof siteId === "string" && typeof note === "string")
  );
};

const parse = (text: string | null): Shortlist => {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return isShortlist(value) ? value : EMPTY;
  } catch {
    return EMPTY;
  }
};

/** The same object as long as the same is stored. */
const read = (): Shortlist => {
  let text = known.text;
  try {
    text = window.localStorage.getItem(KEY);
  } catch {
    // Storage is withheld in some private windows: the list lasts as long as the page.
  }
  if (text !== known.text) known = { text, list: parse(text) };
  return known.list;
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
};

export const useShortlist = (): Shortlist => useSyncExternalStore(subscribe, read);

export const changeShortlist = (change: (list: Shortlist) => Shortlist): void => {
  const list = change(read());
  const text = JSON.stringify(list);
  known = { text, list };
  try {
    window.localStorage.setItem(KEY, text);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
};

/** Puts a site at the end, or takes it out. */
export const toggleShortlisted = (siteId: string): void =>
  changeShortlist(({ name, items }) => ({
    name,
    items: items.some((item) => item.siteId === siteId)
      ? items.filter((item) => item.siteId !== siteId)
      : [...items, { siteId, note: "" }].slice(0, MOST_SHORTLISTED),
  }));
