import { useEffect } from "react";
import { useGuestMap } from "#client/map/guests.ts";
import { COLOURS } from "#client/map/palette.ts";
import type { Output } from "#client/api.ts";
import type { Coverage } from "#contracts/coverage.ts";
import type { GeoJSONSource, LayerSpecification } from "maplibre-gl";

const AREAS = "coverage-areas";
const UNITS = "coverage-units";

const LAYERS: readonly LayerSpecification[] = [
  {
    id: `${AREAS}-fill`,
    source: AREAS,
    type: "fill",
    filter: ["==", ["get", "kind"], "service"],
    // Areas lie over each other, so that nearer ones come out darker.
    paint: { "fill-color": COLOURS.accent, "fill-opacity": 0.13 },
  },
  {
    id: `${AREAS}-line`,
    source: AREAS,
    type: "line",
    paint: { "line-color": COLOURS.accent, "line-width": 1.2, "line-opacity": 0.8 },
  },
  {
    id: `${UNITS}-dots`,
    source: UNITS,
    type: "circle",
    paint: {
      "circle-radius": ["case", ["get", "isGap"], 6, 3.5],
      "circle-color": ["case", ["get", "isGap"], "#ffffff", COLOURS.deployed],
      "circle-stroke-color": ["case", ["get", "isGap"], COLOURS.error, "#ffffff"],
      "circle-stroke-width": ["case", ["get", "isGap"], 3, 1],
    },
  },
];
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** Service areas or areas of the nearest site, and every commune as a dot, as long as the page is open. */
export const useAreasOnMap = (
  areas: Output<"coverageAreas"> | undefined,
  answer: Coverage | undefined,
  show: "service" | "nearest",
): void => {
  const guest = useGuestMap();
  useEffect(() => {
    if (!guest) return undefined;
    const { map } = guest;
    for (const id of [AREAS, UNITS]) map.addSource(id, { type: "geojson", data: EMPTY });
    const below = map.getStyle().layers.find(({ type }) => type === "symbol")?.id;
    for (const layer of LAYERS) map.addLayer(layer, below);
    return () => {
      if (!map.style) return;
      for (const { id } of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
      for (const id of [AREAS, UNITS]) if (map.getSource(id)) map.removeSource(id);
    };
  }, [guest]);
  useEffect(() => {
    const features = (areas?.features ?? []).filter(({ properties }) => properties.kind === show);
    void guest?.map
      .getSource<GeoJSONSource>(AREAS)
      ?.setData({ type: "FeatureCollection", features: features as unknown as GeoJSON.Feature[] });
  }, [guest, areas, show]);
  useEffect(() => {
    const gaps = new Set(answer?.gaps);
    const isKnown = (answer?.bands.length ?? 0) > 0;
    const features = (isKnown ? (answer?.items ?? []) : []).map(({ id, point }): GeoJSON.Feature => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [...point] },
      properties: { isGap: gaps.has(id) },
    }));
    void guest?.map.getSource<GeoJSONSource>(UNITS)?.setData({ type: "FeatureCollection", features });
  }, [guest, answer]);
};
