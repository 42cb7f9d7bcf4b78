import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { LayerControl } from "#client/features/layers/LayerControl.tsx";
import { setHovered, useHovered } from "#client/state/hover.ts";
import { adjust, currentView, open, useView } from "#client/state/navigation.ts";
import { isWidePage, type Camera } from "#client/state/view-state.ts";
import { useText } from "#client/text.tsx";
import { Boundary } from "#client/ui/Boundary.tsx";
import { useMedia } from "#client/ui/media.ts";
import { PHONE, sheetHeight, type SheetStop } from "#client/ui/Sheet.tsx";
import type { Site } from "#contracts/sites.ts";

// The legend draws the map's symbols: it comes with the map.
const Legend = lazy(() =>
  import("#client/features/layers/Legend.tsx").then(({ Legend: legend }) => ({ default: legend })),
);
// Asked for at once, not when it is first drawn: it is read while the page still waits for its texts and data.
const map = import("#client/map/MapCanvas.tsx");
map.catch(() => undefined);
const MapCanvas = lazy(() => map.then(({ MapCanvas: canvas }) => ({ default: canvas })));

type MapAreaProps = {
  readonly isReady: boolean;
  readonly sites: readonly Site[];
  /** The sites are still those of the view before. */
  readonly isStale: boolean;
  readonly matchIds: ReadonlySet<string> | null;
  readonly stop: SheetStop;
  /** The map's program or one of its layers could not be had; that nothing can be drawn the map says in its own place. */
  readonly onFailure: (message: string) => void;
};

/** The map with its layer switches and legend; without it the panel goes on working. */
export const MapArea = ({ isReady, sites, isStale, matchIds, stop, onFailure }: MapAreaProps) => {
  const text = useText();
  const language = useView((view) => view.language);
  const layerList = useView((view) => view.layers);
  const selectedId = useView((view) => view.siteId);
  const camera = useView((view) => view.camera);
  const wantedDay = useView(({ asOf, knownOn }) => asOf ?? knownOn);
  const [day, setDay] = useState(wantedDay);
  // The day changes with the figures, not before them.
  if (!isStale && day !== wantedDay) setDay(wantedDay);
  const isPanelWide = useView(({ page }) => isWidePage(page));
  const hoveredId = useHovered((id) => id);
  const isPhone = useMedia(PHONE);
  const layers = useMemo(() => new Set(layerList), [layerList]);
  const view = useMemo(
    () => ({ language, sites, layers, selectedId, hoveredId, matchIds, day }),
    [language, sites, layers, selectedId, hoveredId, matchIds, day],
  );
  const padding = useMemo(
    () => ({
      left: 0,
      right: 0,
      top: 0,
      bottom: isPhone && stop !== "full" ? sheetHeight(stop, window.innerHeight) : 0,
    }),
    [isPhone, stop],
  );
  const timer = useRef(0);
  const keepCamera = (next: Camera) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => adjust({ camera: next }), 300);
  };
  const select = (id: string | null) => {
    if (id === currentView().siteId && currentView().page === "site") return;
    if (id) open({ page: "site", siteId: id });
    else if (["site", "figure", "interval"].includes(currentView().page)) open({ page: "overview" });
  };
  if (!isReady) return <div className="map-area" />;
  return (
    <div className="map-area">
      <Boundary fallback={null} onError={() => onFailure(text.states.mapFailed)}>
        <Suspense fallback={<div className="map-loading" />}>
          <MapCanvas
            view={view}
            camera={camera}
            padding={padding}
            onSelect={select}
            onHover={setHovered}
            onCameraChange={keepCamera}
            onError={onFailure}
          />
        </Suspense>
        <LayerControl sites={sites} />
        {!isPhone && (
          <Suspense fallback={null}>
            <Legend key={String(isPanelWide)} view={view} isRoomy={!isPanelWide} />
          </Suspense>
        )}
      </Boundary>
    </div>
  );
};
