import type { LandKind } from "#contracts/land-use.ts";
import type { Language } from "#contracts/units.ts";
import type { Row } from "./versions.ts";

/** Of which form something was typed. A new row has no id, and version 0. */
export type DraftPlace = {
  readonly accountId: string;
  readonly isIllustrative: boolean;
  readonly kind: LandKind;
  readonly rowId: number | null;
};

/**
 * What was typed and not saved. It is kept in the browser for the account that typed it, offered again, and never sent by itself.
 * Its row is that of then: written on a newer one, it is refused as any other stale change is.
 */
export type Draft = {
  readonly kind: LandKind;
  readonly rowId: number | null;
  /** The row as it was opened; null: a new one. */
  readonly held: Row | null;
  /** Field → as typed. */
  readonly values: Readonly<Record<string, string>>;
  readonly savedAt: string;
  /** The form was not closed by the person, but by a reload or the end of the session. */
  readonly isOpen: boolean;
};

const PREFIX = "vlmap.draft";
/** The part of local storage that is needed: fewer wishes, easier tests. */
type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const ofKind = ({ accountId, isIllustrative, kind }: Omit<DraftPlace, "rowId">): string =>
  `${PREFIX}/${accountId}/${isIllustrative ? "illustrative" : "published"}/${kind}/`;
const ofRow = (place: DraftPlace): string => `${ofKind(place)}${place.rowId ?? "new"}/`;

const keysUnder = (prefix: string, store: Store): string[] =>
  Array.from({ length: store.length }, (_, index) => store.key(index) ?? "").filter((key) => key.startsWith(prefix));

const read = (key: string, store: Store): Draft[] => {
  try {
    const draft = JSON.parse(store.getItem(key) ?? "null") as Draft | null;
    return draft !== null && typeof draft.values === "object" && !Number.isNaN(Date.parse(draft.savedAt))
      ? [draft]
      : [];
  } catch {
    return [];
  }
};

const newestFirst = (one: Draft, other: Draft): number => (one.savedAt < other.savedAt ? 1 : -1);

/** A browser may withhold the store, or be out of room: then the form works on without it. */
const attempt = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

export const keepDraft = (place: DraftPlace, draft: Draft, store: Store = localStorage): void =>
  attempt(() => {
    forgetDrafts(place, store);
    store.setItem(`${ofRow(place)}${draft.held?.rowVersion ?? 0}`, JSON.stringify(draft));
  }, undefined);

/** What was typed into the form of one row, most recently. */
export const draftOf = (place: DraftPlace, store: Store = localStorage): Draft | undefined =>
  attempt(() => keysUnder(ofRow(place), store).flatMap((key) => read(key, store)), []).toSorted(newestFirst)[0];

/** Of all rows of a kind, the newest first. */
export const draftsOf = (place: Omit<DraftPlace, "rowId">, store: Store = localStorage): Draft[] =>
  attempt(() => keysUnder(ofKind(place), store).flatMap((key) => read(key, store)), []).toSorted(newestFirst);

export const forgetDrafts = (place: DraftPlace, store: Store = localStorage): void =>
  attempt(() => {
    for (const key of keysUnder(ofRow(place), store)) store.removeItem(key);
  }, undefined);

/** What is drawn or typed of lots, by a name of what is done to which. */
export type DrawingPlace = Pick<DraftPlace, "accountId" | "isIllustrative"> & { readonly name: string };

const ofDrawing = ({ accountId, isIllustrative, name }: DrawingPlace): string =>
  `${PREFIX}/${accountId}/${isIllustrative ? "illustrative" : "published"}/drawing/${name}`;

export const drawingOf = <T>(place: DrawingPlace, store: Store = localStorage): T | null =>
  attempt(() => JSON.parse(store.getItem(ofDrawing(place)) ?? "null") as T | null, null);

/** Null forgets it. */
export const keepDrawing = (place: DrawingPlace, drawing: object | null, store: Store = localStorage): void =>
  attempt(() => {
    if (drawing === null) store.removeItem(ofDrawing(place));
    else store.setItem(ofDrawing(place), JSON.stringify(drawing));
  }, undefined);

const STEPS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "5 phút trước" */
export const ageInWords = (at: string, now: Date, language: Language): string => {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000));
  const [unit, length] = STEPS.find(([, step]) => seconds >= step) ?? (["second", 1] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.floor(seconds / length), unit);
};
