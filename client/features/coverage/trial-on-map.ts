import { circle } from "@turf/turf";
import { useEffect, useLayoutEffect, useRef } from "react";
import { FONT } from "#client/map/fonts.ts";
import { type GuestMap, useGuestMap } from "#client/map/guests.ts";
import { COLOURS } from "#client/map/palette.ts";
import type { GeoJSONSource, LayerSpecification, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import { isInBox, type Place, roundPlace } from "./places.ts";

const SOURCE = "coverage-trial";
const DOTS = `${SOURCE}-dots`;
const isKind = (kind: string) => ["==", ["get", "kind"], kind] as ["==", ["get", string], string];
/** A finger needs more than the ring itself. */
const REACH_PX = 10;

const LAYERS: readonly LayerSpecification[] = [
  {
    id: `${SOURCE}-rings`,
    source: SOURCE,
    type: "line",
    filter: isKind("ring"),
    paint: { "line-color": COLOURS.warning, "line-width": 1.5, "line-dasharray": [3, 2] },
  },
  {
    id: DOTS,
    source: SOURCE,
    type: "circle",
    filter: isKind("tried"),
    paint: {
      "circle-radius": 8,
      "circle-color": "#ffffff",
      "circle-stroke-color": COLOURS.warning,
      "circle-stroke-width": 4,
    },
  },
  {
    id: `${SOURCE}-words`,
    source: SOURCE,
    type: "symbol",
    layout: {
      "text-field": ["get", "label"],
      "text-font": FONT.medium,
      "text-size": ["case", isKind("tried"), 13, 24],
      "text-anchor": ["case", isKind("tried"), "left", "center"],
      "text-offset": ["case", isKind("tried"), ["literal", [1.1, 0]], ["literal", [0, 0]]],
      "text-allow-overlap": true,
      "text-ignore-placement": true,
    },
    paint: { "text-color": COLOURS.warning, "text-halo-color": "#ffffff", "text-halo-width": 2 },
  },
];

type Trial = {
  readonly tried: readonly Place[];
  /** Where the sites are that are taken out. */
  readonly gone: readonly Place[];
  readonly thresholdsKm: readonly number[];
  /** Before the number of a tried place. */
  readonly label: string;
  /** The next click on the map is a new place. */
  readonly isPlacing: boolean;
  /** Every move of a place that is dragged. */
  readonly onMove: (at: number, place: Place) => void;
  /** Where it was let go. */
  readonly onDrop: (at: number, place: Place) => void;
  readonly onPlace: (place: Place) => void;
};

/** Rings of places that stay while another is dragged. */
const known = new WeakMap<Place, { readonly of: string; readonly rings: readonly GeoJSON.Feature[] }>();
const ringsOf = (place: Place, thresholdsKm: readonly number[]): readonly GeoJSON.Feature[] => {
  const of = thresholdsKm.join();
  const kept = known.get(place);
  if (kept?.of === of) return kept.rings;
  const rings = thresholdsKm.map((km) => circle([...place], km, { steps: 48, properties: { kind: "ring" } }));
  known.set(place, { of, rings });
  return rings;
};

const featuresOf = ({ tried, gone, thresholdsKm, label }: Trial): GeoJSON.Feature[] => {
  const point = (place: Place, properties: object): GeoJSON.Feature => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [...place] },
    properties: { ...properties },
  });
  return [
    ...tried.flatMap((place) => ringsOf(place, thresholdsKm)),
    ...tried.map((place, at) => point(place, { kind: "tried", at, label: `${label} ${at + 1}` })),
    ...gone.map((place) => point(place, { kind: "gone", label: "×" })),
  ];
};

const triedAt = ({ map }: GuestMap, { point: { x, y } }: MapMouseEvent | MapTouchEvent): number | null => {
  if (!map.getLayer(DOTS)) return null;
  const [found] = map.queryRenderedFeatures(
    [
      [x - REACH_PX, y - REACH_PX],
      [x + REACH_PX, y + REACH_PX],
    ],
    { layers: [DOTS] },
  );
  return typeof found?.properties["at"] === "number" ? found.properties["at"] : null;
};

const placeOf = ({ lngLat }: MapMouseEvent | MapTouchEvent): Place => roundPlace([lngLat.lng, lngLat.lat]);

/** Tried places on the map, which can be dragged there. Returns false where there is no map. */
export const useTrialOnMap = (trial: Trial): boolean => {
  const guest = useGuestMap();
  const latest = useRef(trial);
  useLayoutEffect(() => {
    latest.current = trial;
  });

  useEffect(() => {
    if (!guest) return undefined;
    const { map } = guest;
    map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    for (const layer of LAYERS) map.addLayer(layer);
    let dragged: { readonly at: number; place: Place } | null = null;
    const grip = (event: MapMouseEvent | MapTouchEvent) => {
      const at = triedAt(guest, event);
      if (at === null) return;
      // The map stays where it is.
      event.preventDefault();
      dragged = { at, place: latest.current.tried[at]! };
    };
    const move = (event: MapMouseEvent | MapTouchEvent) => {
      const place = placeOf(event);
      if (!dragged || !isInBox(place)) return;
      dragged.place = place;
      latest.current.onMove(dragged.at, place);
    };
    // Wherever the pointer is by then, on the map or not.
    const letGo = () => {
      if (dragged) latest.current.onDrop(dragged.at, dragged.place);
      dragged = null;
    };
    const place = (event: MapMouseEvent) => {
      const clicked = placeOf(event);
      if (latest.current.isPlacing && isInBox(clicked)) latest.current.onPlace(clicked);
    };
    const release = guest.holdPointer((event) => latest.current.isPlacing || triedAt(guest, event) !== null);
    for (const type of ["mousedown", "touchstart"] as const) map.on(type, grip);
    for (const type of ["mousemove", "touchmove"] as const) map.on(type, move);
    for (const type of ["mouseup", "touchend", "touchcancel"]) window.addEventListener(type, letGo);
    map.on("click", place);
    return () => {
      release();
      for (const type of ["mouseup", "touchend", "touchcancel"]) window.removeEventListener(type, letGo);
      for (const type of ["mousedown", "touchstart"] as const) map.off(type, grip);
      for (const type of ["mousemove", "touchmove"] as const) map.off(type, move);
      map.off("click", place);
      if (!map.style) return;
      for (const { id } of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
      if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    };
  }, [guest]);

  useEffect(() => {
    void guest?.map
      .getSource<GeoJSONSource>(SOURCE)
      ?.setData({ type: "FeatureCollection", features: featuresOf(trial) });
  });
  return guest !== null;
};
