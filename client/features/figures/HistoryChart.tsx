import { figureParts, formatPeriod } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import type { Figure } from "#contracts/figures.ts";

const WIDTH = 400;
const HEIGHT = 140;
const FRAME = { left: 30, right: 40, top: 24, bottom: 26 };

const toTime = (asOf: string): number => Date.parse(asOf);
/** A range has two ends and no value between them: it is drawn from end to end, and the trend passes it by. */
const endsOf = ({ value, low, high }: Figure): readonly [number, number] | null =>
  value !== null ? [value, value] : low !== null && high !== null ? [low, high] : null;

/** Values over time, dates to scale, from zero: a change looks as large as it is. */
export const HistoryChart = ({
  figures,
  currentId,
  label,
}: {
  figures: readonly Figure[];
  currentId: string;
  label: string;
}) => {
  const text = useText();
  const points = figures
    .flatMap((figure) => {
      const ends = endsOf(figure);
      return ends === null ? [] : [{ figure, low: ends[0], value: ends[1], time: toTime(figure.asOf) }];
    })
    .sort((a, b) => a.time - b.time);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.time === last.time) return null;
  const top = Math.max(...points.map(({ value }) => value)) || 1;
  const x = (time: number) =>
    FRAME.left + ((time - first.time) / (last.time - first.time)) * (WIDTH - FRAME.left - FRAME.right);
  const y = (value: number) => HEIGHT - FRAME.bottom - (value / top) * (HEIGHT - FRAME.top - FRAME.bottom);
  const labelled = points.filter(
    ({ figure }, index) =>
      index === 0 || index === points.length - 1 || figure.id === currentId || figure.method === "illustrative",
  );
  return (
    <svg className="history-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line className="axis" x1={FRAME.left} x2={WIDTH - FRAME.right} y1={y(0)} y2={y(0)} />
      <polyline
        className="trend"
        points={points
          // A range, and a made-up value, are no step of what happened.
          .filter(({ figure, low, value }) => low === value && figure.method !== "illustrative")
          .map(({ time, value }) => `${x(time)},${y(value)}`)
          .join(" ")}
      />
      {points.map(({ figure, time, low, value }) => {
        const state = `${figure.id === currentId ? " current" : ""}${figure.method === "illustrative" ? " made-up" : ""}`;
        return low === value ? (
          <circle
            key={figure.id}
            cx={x(time)}
            cy={y(value)}
            r={figure.id === currentId ? 5 : 3.5}
            className={`dot${state}`}
          />
        ) : (
          <line key={figure.id} x1={x(time)} x2={x(time)} y1={y(low)} y2={y(value)} className={`range${state}`} />
        );
      })}
      {labelled
        // Labels of points that nearly coincide would lie on each other.
        .filter(
          (point, index, all) =>
            index === 0 || x(point.time) - x(all[index - 1]?.time ?? 0) > 56 || point.figure.id === currentId,
        )
        .map(({ figure, time, value }) => (
          <g key={figure.id} data-figure={figure.id}>
            <text x={x(time)} y={y(value) - 9} className="chart-value">
              {figureParts(figure, text).number}
            </text>
            <text
              // The word beside the date needs room at the edges.
              x={figure.method === "illustrative" ? Math.min(Math.max(x(time), 52), WIDTH - 52) : x(time)}
              y={HEIGHT - 8}
              className="chart-date"
            >
              {formatPeriod(figure.period, text)}
              {figure.method === "illustrative" && ` ${text.method.illustrative}`}
            </text>
          </g>
        ))}
    </svg>
  );
};
