import { useState } from "react";
import { legendEntries } from "#client/map/legend.ts";
import type { MapView } from "#client/map/map-view.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";

/** Only what is drawn now; open at first where it hides nothing of the province. */
export const Legend = ({ view, isRoomy }: { view: MapView; isRoomy: boolean }) => {
  const text = useText();
  const [isOpen, setOpen] = useState(() => isRoomy && window.innerHeight >= 700 && window.innerWidth >= 1200);
  const entries = legendEntries(view);
  return (
    <section className="legend" aria-label={text.layers.legend}>
      <button type="button" className="legend-toggle" aria-expanded={isOpen} aria-controls="legend-list" onClick={() => setOpen(!isOpen)}>
        {text.layers.legend}
        <Icon name={isOpen ? "chevronDown" : "chevronUp"} size={14} />
      </button>
      {/* Scrolls when long, so the keyboard must reach it. */}
      <ul id="legend-list" hidden={!isOpen} tabIndex={0}>
        {entries.map(({ id, labelVi, labelEn, symbol }) => (
          <li key={id}>
            <span className="legend-symbol">
              <img src={symbol} alt="" />
            </span>
            {inLanguage(labelVi, labelEn, text)}
          </li>
        ))}
      </ul>
    </section>
  );
};
