import { useEffect } from "react";
import { FONT } from "#client/map/fonts.ts";
import { useGuestMap } from "#client/map/guests.ts";
import { COLOURS } from "#client/map/palette.ts";
import type { GeoJSONSource } from "maplibre-gl";
import { labelPoint, outlineOf, type Ring } from "./geometry.ts";

const SOURCE = "land-parts";
const LINE = "land-parts-line";
const NUMBER = "land-parts-number";

/** The parts that a lot would be split into, with their numbers. */
export const usePartsOnMap = (parts: readonly Ring[]): void => {
  const guest = useGuestMap();
  useEffect(() => {
    if (!guest) return undefined;
    const { map } = guest;
    map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    map.addLayer({
      id: LINE,
      source: SOURCE,
      type: "line",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "line-color": COLOURS.error, "line-width": 2, "line-dasharray": [3, 2] },
    });
    map.addLayer({
      id: NUMBER,
      source: SOURCE,
      type: "symbol",
      filter: ["==", ["geometry-type"], "Point"],
      layout: {
        "text-field": ["get", "number"],
        "text-font": FONT.semibold,
        "text-size": 18,
        "text-allow-overlap": true,
      },
      paint: { "text-color": COLOURS.error, "text-halo-color": "#ffffff", "text-halo-width": 2 },
    });
    return () => {
      if (!map.style) return;
      for (const id of [LINE, NUMBER]) if (map.getLayer(id)) map.removeLayer(id);
      if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    };
  }, [guest]);
  useEffect(() => {
    void guest?.map.getSource<GeoJSONSource>(SOURCE)?.setData({
      type: "FeatureCollection",
      features: parts.flatMap((part, at): GeoJSON.Feature[] => [
        { type: "Feature", geometry: outlineOf(part) as GeoJSON.Geometry, properties: {} },
        {
          type: "Feature",
          geometry: { type: "Point", coordinates: labelPoint(outlineOf(part)) },
          properties: { number: String(at + 1) },
        },
      ]),
    });
  }, [guest, parts]);
};
