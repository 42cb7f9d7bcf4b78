import { useState } from "react";
import { useView } from "#client/state/navigation.ts";

/** Nobody is shown what somebody else typed at the same computer, nor made-up work beside real. */
const keyOf = (accountId: string, isIllustrative: boolean, name: string): string =>
  `vlmap.draft/${accountId}/${isIllustrative ? "illustrative" : "published"}/drawing/${name}`;

const read = <T>(key: string): T | null => {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? "null") as T | null;
  } catch {
    // Storage is withheld in some private windows.
    return null;
  }
};
const write = (key: string, draft: unknown): void => {
  try {
    if (draft === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // What cannot be kept is still on the page.
  }
};

/**
 * What is being drawn or typed, kept on this computer for the account until it is saved or dropped: it outlives
 * a reload, and a session that ends.
 */
export const useDraft = <T extends object>(accountId: string, name: string, initial: T) => {
  const isIllustrative = useView((view) => view.isIllustrative);
  const key = keyOf(accountId, isIllustrative, name);
  const [kept] = useState(() => read<T>(key));
  const [draft, setDraft] = useState<T>({ ...initial, ...kept });
  return {
    draft,
    wasKept: kept !== null,
    change: (part: Partial<T>): void =>
      setDraft((before) => {
        const next = { ...before, ...part };
        write(key, next);
        return next;
      }),
    forget: (): void => {
      write(key, null);
      setDraft(initial);
    },
  };
};
