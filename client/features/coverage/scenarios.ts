import { useSyncExternalStore } from "react";

/** What is tried out, by the name somebody gave it; `try` and `without` as in the address. */
export type Scenario = { readonly name: string; readonly try: string; readonly without: string };

const KEY = "coverage-scenarios";
/** More rows than that nobody compares, and each is a question to the server. */
const MOST = 8;

const isScenario = (one: unknown): one is Scenario =>
  typeof one === "object" &&
  one !== null &&
  ["name", "try", "without"].every((key) => typeof (one as Record<string, unknown>)[key] === "string");

/** Null where the browser keeps nothing. */
const readText = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

const parse = (text: string | null): readonly Scenario[] => {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.filter(isScenario).slice(0, MOST) : [];
  } catch {
    return [];
  }
};

let text = readText();
let kept = parse(text);
const listeners = new Set<() => void>();
const reread = () => {
  const now = readText();
  if (now === text) return;
  [text, kept] = [now, parse(now)];
  for (const listener of listeners) listener();
};

/** Of this browser, the oldest first; another tab's changes are seen, too. */
export const useScenarios = (): readonly Scenario[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      window.addEventListener("storage", reread);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener("storage", reread);
      };
    },
    () => kept,
  );

/** False where the browser does not keep it. */
const write = (scenarios: readonly Scenario[]): boolean => {
  try {
    localStorage.setItem(KEY, JSON.stringify(scenarios));
  } catch {
    return false;
  }
  reread();
  return true;
};

/** In the place of one of that name; beyond the most, the oldest goes. */
export const keepScenario = (scenario: Scenario): boolean => {
  const at = kept.findIndex(({ name }) => name === scenario.name);
  return write(at < 0 ? [...kept, scenario].slice(-MOST) : kept.with(at, scenario));
};

export const forgetScenario = (name: string): boolean => write(kept.filter((one) => one.name !== name));
