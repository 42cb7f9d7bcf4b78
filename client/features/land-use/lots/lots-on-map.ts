import { useEffect, useMemo, useRef } from "react";
import { FONT } from "#client/map/fonts.ts";
import { useGuestMap, type GuestMap } from "#client/map/guests.ts";
import { COLOURS } from "#client/map/palette.ts";
import { currentView, open } from "#client/state/navigation.ts";
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, MapMouseEvent } from "maplibre-gl";
import { boundsOf, labelPoint } from "./geometry.ts";
import { STAGES, type LotLine } from "./lot-types.ts";
import { chosenStore, hoveredStore, workStore } from "./lot-store.ts";
import { inkOf, patternTile } from "./stage-marks.ts";

const SOURCE = "land-lots";
/** Where codes stand: once in a lot, however many tiles it is cut into. */
const POINTS = "land-lots-points";
const FILL = "land-lots-fill";
const imageOf = (stage: string): string => `land-lots-${stage}`;
/** Lots are looked at from closer than the rest of the map. */
const MAX_ZOOM = { lots: 20, others: 16 };

const isState = (state: string): ExpressionSpecification => ["boolean", ["feature-state", state], false];
const inkByStage = [
  "match",
  ["get", "stage"],
  ...STAGES.flatMap((stage) => [stage, inkOf(stage)]),
  COLOURS.inkSecond,
] as unknown as ExpressionSpecification;

const LAYERS: readonly LayerSpecification[] = [
  {
    id: FILL,
    source: SOURCE,
    type: "fill",
    paint: { "fill-pattern": ["concat", "land-lots-", ["get", "stage"]], "fill-opacity": 0.85 },
  },
  {
    id: "land-lots-line",
    source: SOURCE,
    type: "line",
    paint: { "line-color": inkByStage, "line-width": 1.2 },
  },
  {
    id: "land-lots-marked",
    source: SOURCE,
    type: "line",
    paint: {
      "line-color": ["case", isState("chosen"), COLOURS.accent, COLOURS.ink],
      "line-width": ["case", isState("chosen"), 4, isState("hovered"), 2.5, 0],
    },
  },
  {
    id: "land-lots-code",
    source: POINTS,
    type: "symbol",
    minzoom: 13.5,
    layout: {
      "text-field": ["get", "code"],
      "text-font": FONT.medium,
      "text-size": ["interpolate", ["linear"], ["zoom"], 13.5, 10, 17, 14],
      "text-padding": 1,
    },
    paint: { "text-color": COLOURS.ink, "text-halo-color": "rgba(255, 255, 255, 0.92)", "text-halo-width": 1.6 },
  },
];

const collectionOf = (lines: readonly LotLine[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features: lines.map(({ lot, stage }) => ({
    type: "Feature",
    id: lot.id,
    geometry: lot.geometry as GeoJSON.Geometry,
    properties: { code: lot.code, stage: stage?.stage ?? "planned" },
  })),
});

const pointsOf = (lines: readonly LotLine[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features: lines.map(({ lot }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: labelPoint(lot.geometry) },
    properties: { code: lot.code },
  })),
});

const lotAt = ({ map }: GuestMap, event: MapMouseEvent): number | null => {
  if (!map.getLayer(FILL)) return null;
  const [found] = map.queryRenderedFeatures(event.point, { layers: [FILL] });
  return typeof found?.id === "number" ? found.id : null;
};

const addLayers = ({ map }: GuestMap): void => {
  for (const stage of STAGES) {
    if (!map.hasImage(imageOf(stage))) map.addImage(imageOf(stage), patternTile(stage, 2), { pixelRatio: 2 });
  }
  map.addSource(SOURCE, { type: "geojson", data: collectionOf([]) });
  map.addSource(POINTS, { type: "geojson", data: pointsOf([]) });
  // Names and symbols of the map stay readable over the lots.
  const below = map.getStyle().layers.find(({ type }) => type === "symbol")?.id;
  for (const layer of LAYERS) map.addLayer(layer, layer.type === "symbol" ? undefined : below);
  map.setMaxZoom(MAX_ZOOM.lots);
};
const removeLayers = ({ map }: GuestMap): void => {
  for (const { id } of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
  for (const id of [SOURCE, POINTS]) if (map.getSource(id)) map.removeSource(id);
};

/** Keeps a feature state at the lots of a set, and takes it from those that left it. */
const useLotState = (guest: GuestMap | null, state: "chosen" | "hovered", ids: ReadonlySet<number>): void => {
  const marked = useRef<ReadonlySet<number>>(new Set());
  useEffect(() => {
    if (!guest?.map.getSource(SOURCE)) return;
    for (const id of marked.current)
      if (!ids.has(id)) guest.map.setFeatureState({ source: SOURCE, id }, { [state]: false });
    for (const id of ids) guest.map.setFeatureState({ source: SOURCE, id }, { [state]: true });
    marked.current = ids;
  }, [guest, state, ids]);
};

/** The site that was gone to; undefined: none since the page was opened. */
let shownSite: string | null | undefined;

const NONE: ReadonlySet<number> = new Set();

/** Draws lots over the map as long as their page is open; pointer, selection and table go together. */
export const useLotsOnMap = (lines: readonly LotLine[] | null, siteId: string | null, rowId: number | null): void => {
  const guest = useGuestMap();
  const chosen = chosenStore.use();
  const hovered = hoveredStore.use();
  const work = workStore.use();

  useEffect(() => {
    if (!guest) return undefined;
    addLayers(guest);
    const onMove = (event: MapMouseEvent) => {
      const id = workStore.get() ? null : lotAt(guest, event);
      hoveredStore.set(id);
      if (id !== null) guest.map.getCanvas().style.cursor = "pointer";
    };
    const onOut = () => hoveredStore.set(null);
    const onClick = (event: MapMouseEvent) => {
      const id = workStore.get() ? null : lotAt(guest, event);
      if (id === null) return;
      if (currentView().rowId !== null) return open({ page: "landLots", rowId: id });
      const { ctrlKey, metaKey, shiftKey } = event.originalEvent;
      const next = new Set(ctrlKey || metaKey || shiftKey ? chosenStore.get() : []);
      if (!next.delete(id)) next.add(id);
      chosenStore.set(next);
      document.querySelector(`tr[data-lot="${id}"]`)?.scrollIntoView({ block: "nearest" });
    };
    guest.map.on("mousemove", onMove);
    guest.map.on("mouseout", onOut);
    guest.map.on("click", onClick);
    const letGo = guest.holdPointer((event) => workStore.get() !== null || lotAt(guest, event) !== null);
    return () => {
      letGo();
      guest.map.off("mousemove", onMove);
      guest.map.off("mouseout", onOut);
      guest.map.off("click", onClick);
      if (guest.map.style) removeLayers(guest);
      // The page is built anew for every lot that is opened.
      if (currentView().page === "landLots") return;
      shownSite = undefined;
      if (guest.map.style) guest.map.setMaxZoom(MAX_ZOOM.others);
      hoveredStore.set(null);
    };
  }, [guest]);

  useEffect(() => {
    void guest?.map.getSource<GeoJSONSource>(SOURCE)?.setData(collectionOf(lines ?? []));
    void guest?.map.getSource<GeoJSONSource>(POINTS)?.setData(pointsOf(lines ?? []));
  }, [guest, lines]);
  const drawn = work?.kind === "outline" || work?.kind === "split" ? work.lotId : rowId;
  const openIds = useMemo(() => (drawn === null ? null : new Set([drawn])), [drawn]);
  useLotState(guest, "chosen", openIds ?? chosen);
  const hoveredIds = useMemo(() => (hovered === null ? NONE : new Set([hovered])), [hovered]);
  useLotState(guest, "hovered", hoveredIds);

  useEffect(() => {
    if (!guest || !lines) return;
    // A link with a camera shows that; a site or lot that is chosen later is gone to.
    if (shownSite === undefined && currentView().camera) shownSite = siteId;
    const isSiteNew = shownSite !== siteId;
    shownSite = siteId;
    const wanted = rowId === null ? lines : lines.filter(({ lot }) => lot.id === rowId);
    const bounds = boundsOf(wanted.map(({ lot }) => lot.geometry));
    if (!bounds || (rowId === null && !isSiteNew)) return;
    // A lot that is in sight keeps its surroundings.
    const [west, south, east, north] = bounds;
    const sight = guest.map.getBounds();
    const isInSight = sight.contains([west, south]) && sight.contains([east, north]) && guest.map.getZoom() > 13.5;
    if (rowId === null || !isInSight) guest.show(bounds);
  }, [guest, lines, siteId, rowId]);
};
