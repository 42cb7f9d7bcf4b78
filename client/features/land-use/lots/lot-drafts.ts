import { useState } from "react";

const KEY = "vlmap.draft.lots.";

const read = <T>(name: string): T | null => {
  try {
    return JSON.parse(window.localStorage.getItem(KEY + name) ?? "null") as T | null;
  } catch {
    // Storage is withheld in some private windows.
    return null;
  }
};
const write = (name: string, draft: unknown): void => {
  try {
    if (draft === null) window.localStorage.removeItem(KEY + name);
    else window.localStorage.setItem(KEY + name, JSON.stringify(draft));
  } catch {
    // What cannot be kept is still on the page.
  }
};

/**
 * What is being drawn or typed, kept on this computer until it is saved or dropped: it outlives a reload, and a session that ends.
 */
export const useDraft = <T extends object>(name: string, initial: T) => {
  const [kept] = useState(() => read<T>(name));
  const [draft, setDraft] = useState<T>({ ...initial, ...kept });
  return {
    draft,
    wasKept: kept !== null,
    change: (part: Partial<T>): void =>
      setDraft((before) => {
        const next = { ...before, ...part };
        write(name, next);
        return next;
      }),
    forget: (): void => {
      write(name, null);
      setDraft(initial);
    },
  };
};
