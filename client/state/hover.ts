import { useSyncExternalStore } from "react";

/** The site under the pointer or keyboard focus; shared by map and list, never part of an address. */
let hoveredId: string | null = null;
const listeners = new Set<() => void>();

export const setHovered = (id: string | null): void => {
  if (id === hoveredId) return;
  hoveredId = id;
  for (const listener of listeners) listener();
};

export const useHovered = <T>(select: (id: string | null) => T): T =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => select(hoveredId),
  );
