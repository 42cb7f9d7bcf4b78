import { useEffect, useLayoutEffect, useRef } from "react";
import { useGuestMap } from "#client/map/guests.ts";
import { COLOURS } from "#client/map/palette.ts";
import type { GeoJSONSource, LayerSpecification, MapMouseEvent } from "maplibre-gl";
import { type Area, isInBox, type Place, roundPlace } from "./places.ts";

const SOURCE = "coverage-avoid";
const LAYERS: readonly LayerSpecification[] = [
  {
    id: `${SOURCE}-fill`,
    source: SOURCE,
    type: "fill",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": COLOURS.error, "fill-opacity": 0.15 },
  },
  {
    id: `${SOURCE}-line`,
    source: SOURCE,
    type: "line",
    paint: { "line-color": COLOURS.error, "line-width": 2, "line-dasharray": [1.5, 1.5] },
  },
  {
    id: `${SOURCE}-corners`,
    source: SOURCE,
    type: "circle",
    filter: ["==", ["geometry-type"], "Point"],
    paint: { "circle-radius": 5, "circle-color": COLOURS.error },
  },
];

const featuresOf = (areas: readonly Area[], draft: Area | null): GeoJSON.Feature[] => {
  const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({ type: "Feature", geometry, properties: {} });
  const corners = (area: Area): [number, number][] => area.map(([lng, lat]) => [lng, lat]);
  return [
    ...areas.map((area) => feature({ type: "Polygon", coordinates: [corners([...area, area[0]!])] })),
    ...(draft && draft.length > 1 ? [feature({ type: "LineString", coordinates: corners(draft) })] : []),
    ...(draft ?? []).map((corner) => feature({ type: "Point", coordinates: [...corner] })),
  ];
};

/** Forbidden areas on the map; while one is drawn, every click is a corner of it. Returns false where there is no map. */
export const useAreasToAvoid = (
  areas: readonly Area[],
  draft: Area | null,
  onCorner: (corner: Place) => void,
): boolean => {
  const guest = useGuestMap();
  const isDrawing = draft !== null;
  const latest = useRef(onCorner);
  useLayoutEffect(() => {
    latest.current = onCorner;
  });
  useEffect(() => {
    if (!guest) return undefined;
    const { map } = guest;
    map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    for (const layer of LAYERS) map.addLayer(layer);
    return () => {
      if (!map.style) return;
      for (const { id } of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
      if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    };
  }, [guest]);
  useEffect(() => {
    if (!guest || !isDrawing) return undefined;
    const release = guest.holdPointer(() => true);
    const click = ({ lngLat }: MapMouseEvent) => {
      const corner = roundPlace([lngLat.lng, lngLat.lat]);
      if (isInBox(corner)) latest.current(corner);
    };
    guest.map.on("click", click);
    return () => {
      release();
      guest.map.off("click", click);
    };
  }, [guest, isDrawing]);
  useEffect(() => {
    void guest?.map
      .getSource<GeoJSONSource>(SOURCE)
      ?.setData({ type: "FeatureCollection", features: featuresOf(areas, draft) });
  }, [guest, areas, draft]);
  return guest !== null;
};
