import { call } from "#client/api.ts";
import type { MapEngine } from "#client/map/map-engine.ts";
import { COMMUNES } from "#client/map/style-communes.ts";
import { useTileVersion } from "#client/queries.ts";
import type { LayerSwitch } from "#client/state/view-state.ts";
import type { Language } from "#contracts/units.ts";
import { useEffect, useMemo, useRef, type RefObject } from "react";

type TiledLayer = (typeof COMMUNES)[number]["id"];

/**
 * Layers that can be drawn: those that come as tiles as soon as the version to ask for is known, or asking for it has failed
 * and the tiles will say so.
 */
export const useDrawnLayers = (layers: ReadonlySet<LayerSwitch>): ReadonlySet<LayerSwitch> => {
  const waiting = [
    useTileVersion("communes", layers.has("communes")),
    useTileVersion("communes-2025", layers.has("communes-2025")),
  ]
    .map(({ isPending }, place) => (isPending ? COMMUNES[place]?.id : undefined))
    .join();
  return useMemo(() => new Set([...layers].filter((id) => !waiting.split(",").includes(id))), [layers, waiting]);
};

/** Tells the engine the version of a tiled layer, and when it changes which of the tiles that are shown to ask for again. */
export const useTileRefresh = (
  layer: TiledLayer,
  layers: ReadonlySet<LayerSwitch>,
  engine: RefObject<MapEngine | null>,
  attempt: number,
  language: Language,
): void => {
  const { data: version } = useTileVersion(layer, layers.has(layer));
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (version === undefined) return undefined;
    const before = shown.current;
    shown.current = version;
    engine.current?.setTileVersion(layer, version);
    if (before === undefined || before === version) return undefined;
    const stop = new AbortController();
    call("tileChanges", { layer, since: before }, language, stop.signal).then(
      ({ boxes }) => engine.current?.refreshTiles(layer, boxes),
      () => !stop.signal.aborted && engine.current?.refreshTiles(layer, null),
    );
    return () => stop.abort();
  }, [layer, version, engine, attempt, language]);
};
