import { useEffect, useRef, useState } from "react";
import { layerCounts } from "#client/features/layers/layer-counts.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import {
  BASE_LAYERS,
  DEFAULT_LAYERS,
  LAYER_SWITCHES,
  SITE_LAYERS,
  type LayerSwitch,
} from "#client/state/view-state.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Count } from "#client/ui/marks.tsx";
import type { Site } from "#contracts/sites.ts";

/** What the map draws, with how many of each kind have a point and how many are known by district only. */
export const LayerControl = ({ sites }: { sites: readonly Site[] }) => {
  const text = useText();
  const layers = useView((view) => view.layers);
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const counts = layerCounts(sites);
  const isDefault = LAYER_SWITCHES.every((layer) => layers.includes(layer) === DEFAULT_LAYERS.includes(layer));

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: PointerEvent) => !root.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);

  const toggle = (layer: LayerSwitch) =>
    adjust({ layers: LAYER_SWITCHES.filter((candidate) => layers.includes(candidate) !== (candidate === layer)) });

  return (
    <div
      className="layer-control"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        root.current?.querySelector("button")?.focus();
      }}
    >
      <button
        type="button"
        className="map-button"
        aria-expanded={isOpen}
        aria-controls="layer-list"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="layers" size={18} />
        {text.layers.button}
      </button>
      <div id="layer-list" className="layer-list" hidden={!isOpen}>
        {[
          { title: text.layers.ours, group: SITE_LAYERS },
          { title: text.layers.base, group: BASE_LAYERS },
        ].map(({ title, group }) => (
          <fieldset key={title}>
            <legend>{title}</legend>
            {group.map((layer) => {
              const count = counts.get(layer);
              return (
                <label key={layer}>
                  <input type="checkbox" checked={layers.includes(layer)} onChange={() => toggle(layer)} />
                  <span>
                    {text.layers.names[layer]}
                    {count && (
                      <small>
                        <Count
                          of={count.districtOnly > 0 ? [`drawn:${layer}`, `districtOnly:${layer}`] : `drawn:${layer}`}
                        >
                          {text.layers.drawn(count.drawn, count.districtOnly)}
                        </Count>
                      </small>
                    )}
                    {layer === "outlines" && <small>{text.layers.outlinesWarning}</small>}
                  </span>
                </label>
              );
            })}
          </fieldset>
        ))}
        {!isDefault && (
          <button type="button" className="button" onClick={() => adjust({ layers: DEFAULT_LAYERS })}>
            {text.layers.reset}
          </button>
        )}
      </div>
    </div>
  );
};
