import type { GeoJSONSource, LayerSpecification } from "maplibre-gl";
import { useEffect } from "react";
import { useGuestMap } from "#client/map/guests.ts";
import { COLOURS } from "#client/map/palette.ts";
import type { NetworkMarket } from "#contracts/market-network.ts";

const SOURCE = "network-first";
const LAYER: LayerSpecification = {
  id: `${SOURCE}-rings`,
  source: SOURCE,
  type: "circle",
  paint: {
    "circle-radius": 13,
    "circle-color": COLOURS.error,
    "circle-opacity": 0.12,
    "circle-stroke-color": COLOURS.error,
    "circle-stroke-width": 2.5,
  },
};

/** Rings around the markets that come first, as long as the page is open. */
export const useFirstOnMap = (first: readonly NetworkMarket[]): void => {
  const guest = useGuestMap();
  useEffect(() => {
    if (!guest) return undefined;
    const { map } = guest;
    map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    map.addLayer(LAYER, map.getStyle().layers.find(({ type }) => type === "symbol")?.id);
    return () => {
      if (!map.style) return;
      if (map.getLayer(LAYER.id)) map.removeLayer(LAYER.id);
      if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    };
  }, [guest]);
  const spelt = JSON.stringify(first.flatMap(({ position }) => (position ? [position] : [])));
  useEffect(() => {
    const features = (JSON.parse(spelt) as [number, number][]).map((coordinates): GeoJSON.Feature => ({
      type: "Feature",
      geometry: { type: "Point", coordinates },
      properties: {},
    }));
    void guest?.map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: "FeatureCollection", features });
  }, [guest, spelt]);
};
