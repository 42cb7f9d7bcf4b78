import { expect, test } from "vitest";
import { withGuestLayers } from "#client/map/guest-layers.ts";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";

const style = (ids: readonly string[], sources: readonly string[] = []): StyleSpecification => ({
  version: 8,
  sources: Object.fromEntries(
    sources.map((id) => [id, { type: "geojson", data: { type: "FeatureCollection", features: [] } }]),
  ),
  layers: ids.map((id): LayerSpecification => ({ id, type: "background" })),
});
const idsOf = ({ layers }: StyleSpecification) => layers.map(({ id }) => id);

test.each<[string, string[], string[], string[], string[]]>([
  ["stays where it is", ["a", "guest", "b"], ["a", "b"], ["a", "b"], ["a", "guest", "b"]],
  ["stays on top", ["a", "b", "guest"], ["a", "b"], ["a", "b", "new"], ["a", "b", "new", "guest"]],
  ["keeps its order", ["a", "g1", "g2", "b", "g3"], ["a", "b"], ["b"], ["g1", "g2", "b", "g3"]],
  [
    "does not keep what is no longer wanted",
    ["a", "old", "guest", "b"],
    ["a", "old", "b"],
    ["a", "b"],
    ["a", "guest", "b"],
  ],
])("a guest's layer %s", (_, shown, before, wanted, expected) => {
  expect(idsOf(withGuestLayers(style(shown), style(wanted), style(before)))).toEqual(expected);
});

test("a guest's source stays, one that left the style does not", () => {
  const { sources } = withGuestLayers(style([], ["a", "old", "guest"]), style([], ["a"]), style([], ["a", "old"]));
  expect(Object.keys(sources)).toEqual(["a", "guest"]);
  expect(withGuestLayers(undefined, style(["a"]), style([]))).toEqual(style(["a"]));
});
