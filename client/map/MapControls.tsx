import type { MapWords } from "#client/map/words.ts";
import type { ReactElement } from "react";

type MapControlsProps = { words: MapWords; onZoom: (steps: number) => void; onHome: () => void };

const PATHS = {
  in: "M9 3.5V14.5M3.5 9H14.5",
  out: "M3.5 9H14.5",
  home: "M3 3H7M3 3V7M15 3H11M15 3V7M3 15H7M3 15V11M15 15H11M15 15V11M9 6.4A2.6 2.6 0 1 1 9 11.6A2.6 2.6 0 1 1 9 6.4",
} as const;

const Icon = ({ name }: { name: keyof typeof PATHS }): ReactElement => (
  <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

export const MapControls = ({ words, onZoom, onHome }: MapControlsProps): ReactElement => (
  <div className="map-controls">
    <button type="button" aria-label={words.zoomIn} title={words.zoomIn} onClick={() => onZoom(1)}>
      <Icon name="in" />
    </button>
    <button type="button" aria-label={words.zoomOut} title={words.zoomOut} onClick={() => onZoom(-1)}>
      <Icon name="out" />
    </button>
    <button type="button" aria-label={words.home} title={words.home} onClick={onHome}>
      <Icon name="home" />
    </button>
  </div>
);
