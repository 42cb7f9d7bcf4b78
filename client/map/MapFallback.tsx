import type { MapWords } from "#client/map/words.ts";
import type { ReactElement } from "react";

type MapFallbackProps = { words: MapWords; reason: string; onRetry: () => void };

/** Stands where the map would: what happened, what still works, what to do. */
export const MapFallback = ({ words, reason, onRetry }: MapFallbackProps): ReactElement => (
  <div className="map-fallback" role="status">
    <p className="map-fallback-reason">{reason}</p>
    <p>{words.stillUsable}</p>
    <button type="button" onClick={onRetry}>
      {words.retry}
    </button>
  </div>
);
