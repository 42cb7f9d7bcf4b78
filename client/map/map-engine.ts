import { PROVINCE_BOUNDS } from "#client/map/base-names.ts";
import { withGuestLayers } from "#client/map/guest-layers.ts";
import { lend, type GuestMap } from "#client/map/guests.ts";
import { nearest, TOLERANCE, type Candidate } from "#client/map/hit-test.ts";
import { drawingToPixels } from "#client/map/shapes.ts";
import { FAN } from "#client/map/site-features.ts";
import { BADGE_LAYER, BADGE_LAYER_SMALL, LABEL_LAYERS, SYMBOL_LAYERS } from "#client/map/style-sites.ts";
import { SITE_SOURCE } from "#client/map/style-labels.ts";
import { STRETCH, symbolDrawing, type SymbolId } from "#client/map/symbols.ts";
import { tilesTouching, withVersion, type Box } from "#client/map/tile-addresses.ts";
import { mapWords } from "#client/map/words.ts";
import type { Camera } from "#client/state/view-state.ts";
import type { LayerId } from "#contracts/layers.ts";
import type { Language } from "#contracts/units.ts";
import {
  GPUInitializationError,
  Map as MapLibre,
  prewarm,
  ScaleControl,
  setWorkerUrl,
  type MapMouseEvent,
  type PointLike,
  type SourceSpecification,
  type StyleSpecification,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";

setWorkerUrl(workerUrl);
// The worker reads its program while the page is still being built.
prewarm();

export type Padding = { left: number; right: number; top: number; bottom: number };
export type MapEvents = {
  onSelect: (siteId: string | null) => void;
  onHover: (siteId: string | null) => void;
  onDistrictBadge: (districtId: string) => void;
  onCameraChange: (camera: Camera) => void;
  onIdle: (idle: boolean) => void;
  onError: (sourceId: string | null, message: string) => void;
};

const MAX_BOUNDS: [number, number, number, number] = [104.4, 8.9, 107.6, 11.3];
/**
 * Air between the province and the edge of the visible part of a map so wide, in pixels. Names beside the border need some of
 * it, more where the province takes up the whole width; on a phone two buttons lie over the top.
 */
const fitMargin = (width: number): number | Padding => {
  if (width < 440) return { left: 24, right: 24, top: 58, bottom: 16 };
  return width < 800 ? 48 : 24;
};
const EASE_MS = 180;
/** Air around what a guest shows. */
const GUEST_MARGIN = 40;

/** Whether a map could not be made because the device, the browser or its driver offers no WebGL 2. */
export const isWithoutWebGl = (error: unknown): boolean => error instanceof GPUInitializationError;

const prefersStill = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const isSameAddress = (a: SourceSpecification | undefined, b: SourceSpecification): boolean =>
  a?.type === "geojson" && b.type === "geojson" && typeof b.data === "string" && a.data === b.data;

const sameCamera = (a: Camera, b: Camera): boolean =>
  Math.abs(a.lng - b.lng) < 1e-5 && Math.abs(a.lat - b.lat) < 1e-5 && Math.abs(a.zoom - b.zoom) < 0.005;

/** The one MapLibre map and everything imperative about it; React only tells it what is wanted. */
export const createEngine = (
  container: HTMLElement,
  style: StyleSpecification,
  camera: Camera | null,
  padding: Padding,
  language: Language,
  events: MapEvents,
) => {
  const words = mapWords(language);
  const tileVersions = new Map<LayerId, string>();
  const map = new MapLibre({
    container,
    style,
    center: camera ? [camera.lng, camera.lat] : [105.99, 10.11],
    zoom: camera?.zoom ?? 9.6,
    minZoom: 7.5,
    maxZoom: 16,
    maxBounds: MAX_BOUNDS,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: prefersStill() ? 0 : 120,
    validateStyle: false,
    transformRequest: (url) => ({ url: withVersion(url, tileVersions) }),
    // A tile that was left and comes back is asked of the browser's own cache: MapLibre's does not follow refreshTiles.
    maxTileCacheSize: 0,
    locale: { "Map.Title": words.keys },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setPadding(padding);
  map.addControl(
    new ScaleControl({ maxWidth: container.clientWidth < 640 ? 72 : 110, unit: "metric" }),
    "bottom-right",
  );

  // Tests and the console reach the map through its element.
  Object.assign(container, { mapLibre: map });

  let styleReady = false;
  let givenStyle = style;
  /**
   * MapLibre tells what has changed by the features it holds, and takes a source given by its address for changed: it would
   * ask for every base layer again whenever anything else changes.
   */
  const applyStyle = (next: StyleSpecification): void => {
    const before = givenStyle;
    givenStyle = next;
    map.setStyle(next, {
      diff: true,
      validate: false,
      transformStyle: (shown, wanted) =>
        withGuestLayers(
          shown,
          {
            ...wanted,
            sources: Object.fromEntries(
              Object.entries(wanted.sources).map(([id, source]) => [
                id,
                (isSameAddress(before.sources[id], source) && shown?.sources[id]) || source,
              ]),
            ),
          },
          before,
        ),
    });
    // Also where nothing has changed the map says that it is finished.
    map.triggerRepaint();
  };
  let waitingStyle: StyleSpecification | null = null;
  let hovered: string | null = null;
  let waitingHover: string | null = null;
  const holders = new Set<(event: MapMouseEvent) => boolean>();
  const isTaken = (event: MapMouseEvent): boolean => [...holders].some((isOwn) => isOwn(event));
  /** True from a movement by a person until it has ended. */
  let isMovedByPerson = false;
  /** While nobody has moved the map it keeps showing the whole province when the window changes. */
  let isFitted = camera === null;
  let wantedCamera = camera;

  const fit = (animate: boolean): void => {
    const [west, south, east, north] = PROVINCE_BOUNDS;
    map.fitBounds([west, south, east, north], {
      padding: fitMargin(container.clientWidth),
      duration: animate && !prefersStill() ? EASE_MS : 0,
    });
  };
  if (isFitted) fit(false);

  const currentCamera = (): Camera => {
    const { lng, lat } = map.getCenter();
    return { lng: Number(lng.toFixed(5)), lat: Number(lat.toFixed(5)), zoom: Number(map.getZoom().toFixed(2)) };
  };

  const movedByPerson = (move: () => void): void => {
    isMovedByPerson = true;
    isFitted = false;
    move();
  };

  map.setMissingStyleImageResolver((id) => {
    const drawing = symbolDrawing(id);
    if (!drawing || map.hasImage(id)) return;
    const ratio = Math.max(2, Math.ceil(window.devicePixelRatio));
    const stretch = STRETCH[id as SymbolId];
    const scaled = (range: readonly number[]) => range.map((pixels) => pixels * ratio);
    map.addImage(id, drawingToPixels(drawing, ratio), {
      pixelRatio: ratio,
      ...(stretch
        ? {
            stretchX: [scaled(stretch.x) as [number, number]],
            stretchY: [scaled(stretch.y) as [number, number]],
            content: scaled(stretch.content) as [number, number, number, number],
          }
        : {}),
    });
  });
  map.on("style.load", () => {
    styleReady = true;
    if (waitingStyle) applyStyle(waitingStyle);
    waitingStyle = null;
    engine.setHovered(waitingHover);
    lend(guestMap);
  });
  map.on("error", (event) => {
    const { sourceId } = event as { sourceId?: string };
    events.onError(sourceId ?? null, event.error?.message ?? "");
  });
  map.on("idle", () => events.onIdle(true));
  map.on("dataloading", () => events.onIdle(false));
  map.on("movestart", (event) => {
    events.onIdle(false);
    if ("originalEvent" in event && event.originalEvent) {
      isMovedByPerson = true;
      isFitted = false;
    }
  });
  map.on("moveend", () => {
    if (!isMovedByPerson) return;
    isMovedByPerson = false;
    events.onCameraChange(currentCamera());
  });
  map.on("resize", () => {
    if (isFitted) fit(false);
  });

  const siteAt = (event: MapMouseEvent): string | null => {
    const { x, y } = event.point;
    const isTouch = window.matchMedia("(pointer: coarse)").matches;
    const tolerance = isTouch ? TOLERANCE.touch : TOLERANCE.mouse;
    const reach = tolerance + 12;
    const box: [PointLike, PointLike] = [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ];
    const drawn = SYMBOL_LAYERS.filter((layer) => map.getLayer(layer));
    const candidates = map
      .queryRenderedFeatures(box, { layers: drawn })
      .flatMap(({ geometry, properties }): Candidate[] => {
        if (geometry.type !== "Point") return [];
        const [lng = 0, lat = 0] = geometry.coordinates;
        const centre = map.project([lng, lat]);
        const [shiftX, shiftY] = FAN[Number(properties.slot)] ?? [0, 0];
        const distance = Math.hypot(centre.x + shiftX - x, centre.y + shiftY - y);
        return [
          {
            id: String(properties.id),
            priority: Number(properties.priority),
            radius: Number(properties.radius),
            distance,
          },
        ];
      });
    const symbol = nearest(candidates, tolerance);
    if (symbol) return symbol;
    const [name] = map.queryRenderedFeatures(event.point, {
      layers: LABEL_LAYERS.filter((layer) => map.getLayer(layer)),
    });
    return name ? String(name.properties.id) : null;
  };
  const badgeAt = (event: MapMouseEvent): string | null => {
    const layers = [BADGE_LAYER, BADGE_LAYER_SMALL].filter((layer) => map.getLayer(layer));
    const [badge] = map.queryRenderedFeatures(event.point, { layers });
    return badge ? String(badge.properties.id) : null;
  };

  map.on("click", (event) => {
    if (isTaken(event)) return;
    const site = siteAt(event);
    const badge = site ? null : badgeAt(event);
    if (badge) events.onDistrictBadge(badge);
    else events.onSelect(site);
  });
  map.on("mousemove", (event) => {
    if (isTaken(event)) return events.onHover(null);
    const site = siteAt(event);
    map.getCanvas().style.cursor = site || badgeAt(event) ? "pointer" : "";
    return events.onHover(site);
  });
  map.on("mouseout", () => events.onHover(null));

  const guestMap: GuestMap = {
    map,
    show([west, south, east, north]) {
      movedByPerson(() =>
        map.fitBounds([west, south, east, north], { padding: GUEST_MARGIN, maxZoom: 17, duration: 0 }),
      );
    },
    holdPointer(isOwn) {
      holders.add(isOwn);
      return () => void holders.delete(isOwn);
    },
  };

  const engine = {
    setStyle(next: StyleSpecification): void {
      if (next === (waitingStyle ?? givenStyle)) return;
      if (styleReady) applyStyle(next);
      else waitingStyle = next;
    },
    /** The version by which tiles of a layer are asked for from now on. */
    setTileVersion(layer: LayerId, version: string): void {
      tileVersions.set(layer, version);
    },
    /** Asks again for those tiles on the map that draw anything of the boxes; null for all. */
    refreshTiles(layer: LayerId, boxes: readonly Box[] | null): void {
      if (!map.getSource(layer)) return;
      if (boxes === null) return map.refreshTiles(layer);
      const bounds = map.getBounds().toArray().flat() as unknown as Box;
      const zooms = Array.from({ length: Math.ceil(map.getZoom()) + 2 }, (_, zoom) => zoom);
      return map.refreshTiles(
        layer,
        zooms.flatMap((zoom) => tilesTouching(boxes, zoom, bounds)),
      );
    },
    setHovered(id: string | null): void {
      if (!styleReady) {
        waitingHover = id;
        return;
      }
      if (id === hovered) return;
      if (hovered) map.removeFeatureState({ source: SITE_SOURCE, id: hovered });
      if (id) map.setFeatureState({ source: SITE_SOURCE, id }, { hover: true });
      hovered = id;
    },
    setPadding(next: Padding): void {
      const now = map.getPadding();
      if (now.left === next.left && now.right === next.right && now.top === next.top && now.bottom === next.bottom)
        return;
      if (isFitted) {
        map.setPadding(next);
        fit(false);
      } else map.easeTo({ padding: next, duration: prefersStill() ? 0 : EASE_MS });
    },
    /** Null fits the province; the position the map already has is left alone. */
    setCamera(next: Camera | null): void {
      const isRepeated =
        next === wantedCamera || (next !== null && wantedCamera !== null && sameCamera(next, wantedCamera));
      wantedCamera = next;
      if (isRepeated) return;
      if (next === null) {
        if (!isFitted) {
          isFitted = true;
          fit(true);
        }
        return;
      }
      if (sameCamera(next, currentCamera())) return;
      isFitted = false;
      map.jumpTo({ center: [next.lng, next.lat], zoom: next.zoom });
    },
    /** Brings a site into the visible part if it is not there; counts as moved by the person who chose it. */
    reveal([lng, lat]: readonly [number, number]): void {
      const { x, y } = map.project([lng, lat]);
      const { left = 0, right = 0, top = 0, bottom = 0 } = map.getPadding();
      const { clientWidth, clientHeight } = container;
      const air = 24;
      if (x > left + air && x < clientWidth - right - air && y > top + air && y < clientHeight - bottom - air) return;
      movedByPerson(() => map.easeTo({ center: [lng, lat], duration: prefersStill() ? 0 : EASE_MS }));
    },
    zoomBy(steps: number): void {
      movedByPerson(() => map.easeTo({ zoom: map.getZoom() + steps, duration: prefersStill() ? 0 : EASE_MS }));
    },
    home(): void {
      movedByPerson(() => fit(true));
      isFitted = true;
    },
    setLanguage(next: Language): void {
      const canvas = map.getCanvas();
      canvas.setAttribute("role", "application");
      canvas.setAttribute("aria-label", mapWords(next).keys);
    },
    destroy(): void {
      lend(null);
      map.remove();
    },
  };
  return engine;
};
export type MapEngine = ReturnType<typeof createEngine>;
