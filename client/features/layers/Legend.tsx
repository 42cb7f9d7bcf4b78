import { useState } from "react";
import { legendEntries } from "#client/map/legend.ts";
import type { MapView } from "#client/map/map-view.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";

/** Windows whose free corner takes the default legend whole, beside the province (legend rows are 18 px). */
const ROOMY = "(min-width: 1400px) and (min-height: 840px)";

/** Only what is drawn now; open at first where it hides nothing of the province. */
export const Legend = ({ view, isRoomy }: { view: MapView; isRoomy: boolean }) => {
  const text = useText();
  const [isOpen, setOpen] = useState(() => isRoomy && window.matchMedia(ROOMY).matches);
  const entries = legendEntries(view);
  const list = (isBase: boolean) => (
    <ul className={isBase ? "legend-base" : undefined}>
      {entries
        .filter(({ group }) => (group === "base") === isBase)
        .map(({ symbols, labelVi, labelEn }) => (
          <li key={labelEn}>
            <span className="legend-symbols">
              {symbols.map(({ id, picture }) => (
                <img key={id} src={picture} alt="" />
              ))}
            </span>
            {inLanguage(labelVi, labelEn, text)}
          </li>
        ))}
    </ul>
  );
  return (
    <section className="legend" aria-label={text.layers.legend}>
      <button
        type="button"
        className="legend-toggle"
        aria-expanded={isOpen}
        aria-controls="legend-list"
        onClick={() => setOpen(!isOpen)}
      >
        {text.layers.legend}
        <Icon name={isOpen ? "chevronDown" : "chevronUp"} size={14} />
      </button>
      <div id="legend-list" className="legend-list" hidden={!isOpen}>
        {list(false)}
        {list(true)}
      </div>
    </section>
  );
};
