import { useSyncExternalStore } from "react";

/**
 * Whether somebody has signed in from this browser, so that the header need not ask the server before the first screen. Only a
 * label hangs on it: every page of an account asks the server itself.
 */
const KEY = "vlmap.signed-in";
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const read = (): boolean => {
  try {
    return window.localStorage.getItem(KEY) !== null;
  } catch {
    // Storage is withheld in some private windows.
    return false;
  }
};

export const useSignedInHint = (): boolean => useSyncExternalStore(subscribe, read);

export const rememberSignedIn = (isSignedIn: boolean): void => {
  try {
    if (isSignedIn) window.localStorage.setItem(KEY, "1");
    else window.localStorage.removeItem(KEY);
  } catch {
    return;
  }
  for (const listener of listeners) listener();
};
