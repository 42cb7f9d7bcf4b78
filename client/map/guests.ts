import { useSyncExternalStore } from "react";
import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";

/**
 * The map as it is lent to a page that draws layers of its own on it. Layers and sources that a guest adds stay above the style
 * while it changes; the guest takes them away when it leaves.
 */
export type GuestMap = {
  readonly map: MapLibre;
  /** Brings an area into the visible part; like a move by a person it stays when the window changes. */
  readonly show: (bounds: readonly [west: number, south: number, east: number, north: number]) => void;
  /**
   * While a guest holds the pointer, sites hear nothing of events that it takes for its own. Returns how to let go.
   */
  readonly holdPointer: (isTaken: (event: MapMouseEvent) => boolean) => () => void;
};

let lent: GuestMap | null = null;
const listeners = new Set<() => void>();

/** Null: there is no map (any more). */
export const lend = (map: GuestMap | null): void => {
  lent = map;
  for (const listener of listeners) listener();
};

/** Null while the map is not there yet, and where none can be drawn. */
export const useGuestMap = (): GuestMap | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => lent,
  );
