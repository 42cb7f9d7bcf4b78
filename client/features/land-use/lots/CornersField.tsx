import { useId, useMemo } from "react";
import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import {
  checkRing,
  readLineOfPoints,
  readRing,
  writeCorners,
  type CoordinateSystem,
  type CornersRead,
} from "./corners.ts";
import { useDrawing, type DrawnShape } from "./drawing.ts";
import { measureHa, outlineOf, type Ring } from "./geometry.ts";
import { useLotWords } from "./use-lot-words.ts";

/** What is drawn and what is typed of one outline or line: whichever came last. */
export type Corners = {
  readonly text: string;
  readonly system: CoordinateSystem;
  /** As drawn, more exact than the text; null: as typed. */
  readonly drawn: Ring | null;
};
export const NO_CORNERS: Corners = { text: "", system: "vn2000", drawn: null };

export const readCorners = ({ text, system, drawn }: Corners, shape: DrawnShape): CornersRead => {
  if (shape === "line") return drawn ? { points: drawn, fault: null } : readLineOfPoints(text, system);
  return drawn ? checkRing(drawn) : readRing(text, system);
};

const NOTHING: Ring = [];

type CornersFieldProps = {
  readonly shape: DrawnShape;
  readonly corners: Corners;
  readonly onChange: (corners: Corners) => void;
  readonly neighbours: readonly Ring[];
  /** Of the outline: they stay as they are. */
  readonly holes?: readonly Ring[];
  readonly how: string;
  readonly fault?: string | undefined;
};

/** An outline or line by the pointer on the map or by a table of coordinates; either shows in the other. */
export const CornersField = ({ shape, corners, onChange, neighbours, holes, how, fault }: CornersFieldProps) => {
  const { draw, cornerFaults } = useLotWords();
  const { language } = useText();
  const id = useId();
  const sign = language === "vi" ? "," : ".";
  const read = useMemo(() => readCorners(corners, shape), [corners, shape]);
  const points = read.points ?? NOTHING;
  const hasMap = useDrawing(shape, {
    // Also what is not finished, or goes wrong, is drawn on.
    points: corners.drawn ?? points,
    neighbours,
    onDrawn: (drawn) => onChange({ ...corners, drawn, text: writeCorners(drawn, corners.system, sign) }),
  });
  const readFault =
    read.fault === null || corners.text.trim() === ""
      ? undefined
      : read.line === null
        ? cornerFaults[read.fault]
        : draw.atLine(read.line, cornerFaults[read.fault]);
  const shownFault = readFault ?? fault;
  return (
    <fieldset className="lots-corner-field">
      <p className="field-hint">{hasMap ? how : draw.noMap}</p>
      <label className="field">
        {draw.system}
        <select
          value={corners.system}
          onChange={({ target }) => {
            const system = target.value as CoordinateSystem;
            const text = read.points ? writeCorners(read.points, system, sign) : corners.text;
            onChange({ ...corners, system, text });
          }}
        >
          {(["vn2000", "wgs84"] as const).map((system) => (
            <option key={system} value={system}>
              {draw.systems[system]}
            </option>
          ))}
        </select>
      </label>
      <div className="field">
        <label htmlFor={id}>{shape === "polygon" ? draw.corners : draw.linePoints}</label>
        <textarea
          id={id}
          rows={shape === "polygon" ? 7 : 3}
          spellCheck={false}
          aria-invalid={shownFault ? true : undefined}
          aria-describedby={`${id}-hint ${id}-fault`}
          value={corners.text}
          onChange={({ target }) => onChange({ ...corners, text: target.value, drawn: null })}
        />
        <p id={`${id}-hint`} className="field-hint">
          {draw.cornersHint}
        </p>
        <p id={`${id}-fault`} className="field-fault" role="status">
          {shownFault && (
            <>
              <Icon name="warning" size={14} /> {shownFault}
            </>
          )}
        </p>
      </div>
      <div className="lots-actions">
        {shape === "polygon" && points.length > 3 && (
          <p className="lots-drawn-area" role="status">
            {draw.area}: <strong>{draw.ha(formatNumber(measureHa(outlineOf(points, holes)), 4, language))}</strong>
          </p>
        )}
        {hasMap && corners.text !== "" && (
          <button
            type="button"
            className="button button-small"
            onClick={() => onChange({ ...NO_CORNERS, system: corners.system })}
          >
            {draw.again}
          </button>
        )}
      </div>
    </fieldset>
  );
};
