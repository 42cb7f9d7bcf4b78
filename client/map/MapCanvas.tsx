import { createEngine, isWithoutWebGl, type MapEngine, type Padding } from "#client/map/map-engine.ts";
import { MapControls } from "#client/map/MapControls.tsx";
import { MapFallback } from "#client/map/MapFallback.tsx";
import type { MapView } from "#client/map/map-view.ts";
import { NO_NAMES } from "#client/map/base-names.ts";
import { mapStyle } from "#client/map/style.ts";
import { useBaseNames } from "#client/map/use-base-names.ts";
import { useDrawnLayers, useTileRefresh } from "#client/map/use-tile-versions.ts";
import { mapWords, type MapWords } from "#client/map/words.ts";
import type { Camera } from "#client/state/view-state.ts";
import { Link } from "#client/ui/Link.tsx";
import "maplibre-gl/dist/maplibre-gl.css";
import "#client/map/map.css";
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type ReactElement } from "react";

export type { MapView } from "#client/map/map-view.ts";

export type MapCanvasProps = {
  view: MapView;
  /** Null: fit the province. */
  camera: Camera | null;
  /** Pixels covered by the panel or the sheet. */
  padding: Padding;
  onSelect: (siteId: string | null) => void;
  onHover: (siteId: string | null) => void;
  /** After the person moved the map. */
  onCameraChange: (camera: Camera) => void;
  onDistrictBadge?: (districtId: string) => void;
  /** A layer could not be loaded. That there is no map at all is said where it would be, once. */
  onError: (message: string) => void;
};

/** The map. It keeps its own engine; what it shows follows from `view` alone. */
export const MapCanvas = (props: MapCanvasProps): ReactElement => {
  const { view, camera, padding } = props;
  const { language, sites, selectedId, matchIds, hoveredId, day = null } = view;
  const layers = useDrawnLayers(view.layers);
  const words = mapWords(language);
  const frame = useRef<HTMLDivElement>(null);
  const engine = useRef<MapEngine | null>(null);
  /** In the words of the language read now, whichever it failed in. */
  const [failure, setFailure] = useState<((words: MapWords) => string) | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [wasDrawn, setDrawn] = useState(false);
  const names = useBaseNames(sites, wasDrawn);
  const style = useMemo(
    () => mapStyle({ language, sites, layers, selectedId, matchIds, hoveredId: null, day }, names ?? NO_NAMES),
    [language, sites, layers, selectedId, matchIds, day, names],
  );
  // The engine outlives renders: it reads the newest callbacks and state from here.
  const latest = useRef({ props, style, isNamed: names !== null });
  useLayoutEffect(() => {
    latest.current = { props, style, isNamed: names !== null };
  });

  useEffect(() => {
    const container = frame.current;
    if (!container) return undefined;
    const fail = (inWords: (words: MapWords) => string) => setFailure(() => inWords);
    const first = latest.current.props;
    const reported = new Set<string>();
    try {
      engine.current = createEngine(container, latest.current.style, first.camera, first.padding, first.view.language, {
        onSelect: (id) => latest.current.props.onSelect(id),
        onHover: (id) => {
          if (id !== latest.current.props.view.hoveredId) latest.current.props.onHover(id);
        },
        onDistrictBadge: (id) => latest.current.props.onDistrictBadge?.(id),
        onCameraChange: (moved) => latest.current.props.onCameraChange(moved),
        onIdle: (idle) => {
          // Without its names the map is not finished.
          container.dataset.mapIdle = String(idle && latest.current.isNamed);
          if (idle) setDrawn(true);
        },
        onError: (sourceId, message) => {
          const what = sourceId ?? message;
          if (reported.has(what)) return;
          reported.add(what);
          latest.current.props.onError(
            sourceId
              ? mapWords(latest.current.props.view.language).layerFailed(sourceId)
              : `${message} ${mapWords(latest.current.props.view.language).stillUsable}`,
          );
        },
      });
    } catch (error) {
      // The person keeps the lists and learns why there is no map.
      const detail = error instanceof Error ? error.message : "";
      fail(({ noWebGl, broken }) => (isWithoutWebGl(error) ? noWebGl : `${broken} ${detail}`.trim()));
      return undefined;
    }
    return () => {
      engine.current?.destroy();
      engine.current = null;
    };
  }, [attempt]);

  useTileRefresh("communes", layers, engine, attempt, language);
  useTileRefresh("communes-2025", layers, engine, attempt, language);
  useEffect(() => engine.current?.setStyle(style), [style]);
  useEffect(() => engine.current?.setLanguage(language), [language, attempt]);
  useEffect(() => engine.current?.setHovered(hoveredId), [hoveredId]);
  // Callers may build these objects anew on every render; the engine ignores what has not changed.
  useEffect(() => engine.current?.setPadding(padding), [padding]);
  useEffect(() => engine.current?.setCamera(camera), [camera]);
  // A link that names both a site and a camera shows that camera: only a later choice moves the map.
  const revealedId = useRef(camera ? selectedId : null);
  useEffect(() => {
    if (selectedId === revealedId.current) return;
    const position = sites.find(({ id }) => id === selectedId)?.position;
    if (selectedId && !position) return;
    revealedId.current = selectedId;
    if (position) engine.current?.reveal(position);
  }, [selectedId, sites]);

  const covered = {
    "--map-covered-left": `${padding.left}px`,
    "--map-covered-right": `${padding.right}px`,
    "--map-covered-top": `${padding.top}px`,
    "--map-covered-bottom": `${padding.bottom}px`,
  } as CSSProperties;

  return (
    <section className="map" aria-label={words.region} style={covered}>
      {failure === null ? (
        <>
          <div key={attempt} ref={frame} className="map-frame" data-map-idle="false" />
          <MapControls
            words={words}
            onZoom={(steps) => engine.current?.zoomBy(steps)}
            onHome={() => engine.current?.home()}
          />
          <Link className="map-credit" to={{ page: "sources" }} data-tip={words.creditInFull}>
            {words.credit}
          </Link>
        </>
      ) : (
        <MapFallback
          words={words}
          reason={failure(words)}
          onRetry={() => {
            setFailure(null);
            setAttempt(attempt + 1);
          }}
        />
      )}
    </section>
  );
};
