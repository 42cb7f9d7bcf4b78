import { useState } from "react";
import { MOST_AREAS, MOST_CORNERS } from "#contracts/trial-limits.ts";
import { useAreasToAvoid } from "./avoid-on-map.ts";
import { type Area, readCorners, spellAreas, spellCorners } from "./places.ts";
import { askFor } from "./question.ts";
import { Amount } from "./Said.tsx";
import { TypedField } from "./TypedField.tsx";
import { useWords } from "./use-words.ts";

export type DrawingProps = { readonly isDrawing: boolean; readonly setDrawing: (isDrawing: boolean) => void };

const AREA = { read: readCorners, kind: "area", example: "10.25, 105.97; 10.25, 106; 10.2, 106" } as const;

/** Where no more may be opened: drawn on the map or typed, and kept in the address. */
export const Avoid = ({ avoided, isDrawing, setDrawing }: { avoided: readonly Area[] } & DrawingProps) => {
  const words = useWords();
  const [draft, setDraft] = useState<Area>([]);
  const hasMap = useAreasToAvoid(avoided, isDrawing ? draft : null, (corner) =>
    setDraft((drawn) => [...drawn, corner].slice(0, MOST_CORNERS)),
  );
  const take = (areas: readonly Area[]) => askFor({ avoid: spellAreas(areas) });
  const stop = () => {
    setDrawing(false);
    setDraft([]);
  };
  return (
    <div className="coverage-avoid coverage-trial">
      <h3>{words.avoid}</h3>
      <p className="fine">{words.avoidHint}</p>
      {avoided.length > 0 && (
        <ol className="coverage-tried">
          {avoided.map((area, at) => (
            <li key={`${at} ${spellCorners(area)}`}>
              <TypedField
                {...AREA}
                label={words.oneArea}
                value={spellCorners(area)}
                mark={`avoid.${at}`}
                onTake={(changed) => take(avoided.with(at, changed))}
              />
              <button type="button" className="button" onClick={() => take(avoided.toSpliced(at, 1))}>
                {words.dropArea}
              </button>
            </li>
          ))}
        </ol>
      )}
      {avoided.length >= MOST_AREAS ? (
        <p>
          {words.tooMany} <Amount at={`choice:${MOST_AREAS}`} value={MOST_AREAS} decimals={0} />
        </p>
      ) : (
        <div className="coverage-fields">
          {hasMap && !isDrawing && (
            <button type="button" className="button" onClick={() => setDrawing(true)}>
              {words.drawArea}
            </button>
          )}
          {isDrawing && (
            <>
              <span role="status">{words.drawing}</span>
              <button
                type="button"
                className="button"
                disabled={draft.length < 3}
                onClick={() => {
                  take([...avoided, draft]);
                  stop();
                }}
              >
                {words.closeArea}
              </button>
              <button
                type="button"
                className="button"
                disabled={draft.length === 0}
                onClick={() => setDraft(draft.slice(0, -1))}
              >
                {words.undoCorner}
              </button>
              <button type="button" className="button" onClick={stop}>
                {words.stopDrawing}
              </button>
            </>
          )}
          <TypedField {...AREA} label={words.addArea} value="" onTake={(area) => take([...avoided, area])} />
        </div>
      )}
    </div>
  );
};
