import type { StyleSpecification } from "maplibre-gl";

/**
 * A style with the layers and sources that guests have added to the one on the map (`ours` are ids of the style given before), each
 * at the place it has: below the same layer, or on top.
 */
export const withGuestLayers = (
  shown: StyleSpecification | undefined,
  wanted: StyleSpecification,
  before: StyleSpecification,
): StyleSpecification => {
  if (!shown) return wanted;
  const ours = new Set([...before.layers, ...wanted.layers].map(({ id }) => id));
  const layers = [...wanted.layers];
  let above: string | null = null;
  for (const layer of shown.layers.toReversed()) {
    const isGuest = !ours.has(layer.id);
    const at = above === null ? -1 : layers.findIndex(({ id }) => id === above);
    if (isGuest) layers.splice(at < 0 ? layers.length : at, 0, layer);
    if (isGuest || wanted.layers.some(({ id }) => id === layer.id)) above = layer.id;
  }
  const sources = Object.entries(shown.sources).filter(([id]) => !(id in before.sources) && !(id in wanted.sources));
  return { ...wanted, layers, sources: { ...wanted.sources, ...Object.fromEntries(sources) } };
};
