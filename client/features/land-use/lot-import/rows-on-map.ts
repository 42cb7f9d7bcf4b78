import { useEffect } from "react";
import { useGuestMap } from "#client/map/guests.ts";
import { COLOURS } from "#client/map/palette.ts";
import type { GeoJSONSource } from "maplibre-gl";
import type { ImportRow, Outcome } from "./import-data.ts";

const SOURCE = "land-import";
/** Told apart by the line itself, not by colour alone. */
const LINES: Readonly<Record<Outcome, { readonly colour: string; readonly width: number; readonly dashes: number[] }>> =
  {
    new: { colour: COLOURS.accent, width: 3, dashes: [1] },
    changed: { colour: COLOURS.accent, width: 3, dashes: [3, 2] },
    equal: { colour: COLOURS.inkSecond, width: 1, dashes: [1] },
    faulty: { colour: COLOURS.error, width: 3, dashes: [0.5, 1.5] },
  };
const OUTCOMES = Object.keys(LINES) as Outcome[];

/** Outlines of a file over the map, as long as they are looked at; goes where they lie. */
export const useRowsOnMap = (rows: readonly ImportRow[]): void => {
  const guest = useGuestMap();
  useEffect(() => {
    if (!guest) return undefined;
    const { map } = guest;
    map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    for (const outcome of OUTCOMES) {
      const { colour, width, dashes } = LINES[outcome];
      map.addLayer({
        id: `${SOURCE}-${outcome}`,
        source: SOURCE,
        type: "line",
        filter: ["==", ["get", "outcome"], outcome],
        paint: { "line-color": colour, "line-width": width, ...(dashes.length > 1 && { "line-dasharray": dashes }) },
      });
    }
    return () => {
      if (!map.style) return;
      for (const outcome of OUTCOMES) if (map.getLayer(`${SOURCE}-${outcome}`)) map.removeLayer(`${SOURCE}-${outcome}`);
      if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    };
  }, [guest]);
  useEffect(() => {
    const features = rows.flatMap(({ geometry, outcome }): GeoJSON.Feature[] =>
      geometry ? [{ type: "Feature", geometry: geometry as GeoJSON.MultiPolygon, properties: { outcome } }] : [],
    );
    void guest?.map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: "FeatureCollection", features });
    const points = features.flatMap(({ geometry }) => (geometry as GeoJSON.MultiPolygon).coordinates.flat(2));
    if (!guest || points.length === 0) return;
    const [lngs, lats] = [points.map(([lng = 0]) => lng), points.map(([, lat = 0]) => lat)];
    const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
    const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
    guest.map.fitBounds([least(lngs), least(lats), most(lngs), most(lats)], {
      padding: 60,
      maxZoom: 17,
      animate: false,
    });
  }, [guest, rows]);
};
