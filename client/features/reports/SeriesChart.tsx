import { figureParts, formatPeriod } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import type { Figure } from "#contracts/figures.ts";

const WIDTH = 300;
const HEIGHT = 96;
const FRAME = { left: 36, right: 44, top: 22, bottom: 22 };
/** Labels closer than this would lie on each other. */
const LABEL_GAP = 58;

/** Days and values that all charts of one metric have room for, so that they can be compared. */
export type Scale = { readonly from: number; readonly to: number; readonly top: number };

export const toTime = (asOf: string): number => Date.parse(asOf);

type SeriesChartProps = { readonly figures: readonly Figure[]; readonly scale: Scale; readonly labelledBy: string };

/** A stem for each value at its own day, from zero, and nothing in between. Its numbers are in the table beside. */
export const SeriesChart = ({ figures, scale: { from, to, top }, labelledBy }: SeriesChartProps) => {
  const text = useText();
  const x = (figure: Figure) =>
    FRAME.left + ((toTime(figure.asOf) - from) / (to - from || 1)) * (WIDTH - FRAME.left - FRAME.right);
  const y = (value: number) => HEIGHT - FRAME.bottom - (value / top) * (HEIGHT - FRAME.top - FRAME.bottom);
  // From the newest back: that one always has its label.
  const labelled = figures.reduceRight<Figure[]>((kept, figure) => {
    const next = kept[0];
    return next && x(next) - x(figure) < LABEL_GAP ? kept : [figure, ...kept];
  }, []);
  return (
    <svg className="series-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={labelledBy}>
      <line className="axis" x1={FRAME.left} x2={WIDTH - FRAME.right} y1={y(0)} y2={y(0)} />
      {figures.map((figure) => (
        <g key={figure.id} className={figure.method === "illustrative" ? "made-up" : undefined}>
          <line className="stem" x1={x(figure)} x2={x(figure)} y1={y(0)} y2={y(figure.value ?? 0)} />
          <circle cx={x(figure)} cy={y(figure.value ?? 0)} r={4} />
        </g>
      ))}
      {labelled.map((figure) => (
        <g key={figure.id} data-figure={figure.id}>
          <text x={x(figure)} y={y(figure.value ?? 0) - 8} className="chart-value">
            {figureParts(figure, text).number}
          </text>
          <text x={x(figure)} y={HEIGHT - 6} className="chart-date">
            {formatPeriod(figure.period, text)}
          </text>
        </g>
      ))}
    </svg>
  );
};
