import type { Figure } from "#contracts/figures.ts";
import type { Target } from "#contracts/targets.ts";

const WIDTH = 260;
const HEIGHT = 130;
const FRAME = { left: 12, right: 12, top: 12, bottom: 22 };

type PathChartProps = {
  readonly targetId: string;
  readonly path: Target["path"];
  readonly baseline: Figure | null;
  readonly readings: readonly ("atGrowth" | "toLevel")[];
  readonly label: string;
};

/** The way from the baseline on each reading, from zero: the gap at the end looks as large as it is. Its numbers are in the table. */
export const PathChart = ({ targetId, path, baseline, readings, label }: PathChartProps) => {
  const start = baseline?.value;
  const firstYear = path[0]?.year;
  const lastYear = path.at(-1)?.year;
  if (start == null || firstYear === undefined || lastYear === undefined) return null;
  const lines = readings.map((reading) => ({
    reading,
    points: [
      { year: firstYear - 1, value: start },
      ...path.flatMap((step) => {
        const value = step[reading]?.value;
        return value == null ? [] : [{ year: step.year, value }];
      }),
    ],
  }));
  const top = Math.max(...lines.flatMap(({ points }) => points.map(({ value }) => value)));
  const x = (year: number) =>
    FRAME.left + ((year - firstYear + 1) / (lastYear - firstYear + 1)) * (WIDTH - FRAME.left - FRAME.right);
  const y = (value: number) => HEIGHT - FRAME.bottom - (value / top) * (HEIGHT - FRAME.top - FRAME.bottom);
  return (
    <svg
      className="path-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      id={`${targetId}-path`}
      aria-label={label}
      aria-labelledby={`${targetId} ${targetId}-path`}
    >
      <line className="axis" x1={FRAME.left} x2={WIDTH - FRAME.right} y1={y(0)} y2={y(0)} />
      {lines.map(({ reading, points }) => (
        <g key={reading} className={`reading-${reading}`}>
          <polyline points={points.map(({ year, value }) => `${x(year)},${y(value)}`).join(" ")} />
          {points.slice(1).map(({ year, value }) =>
            // Shape first: the two readings end close together.
            reading === "atGrowth" ? (
              <circle key={year} cx={x(year)} cy={y(value)} r={3} />
            ) : (
              <rect key={year} x={x(year) - 2.6} y={y(value) - 2.6} width={5.2} height={5.2} />
            ),
          )}
        </g>
      ))}
      <circle className="path-start" cx={x(firstYear - 1)} cy={y(start)} r={3.5} />
      {[firstYear - 1, lastYear].map((year) => (
        <text
          key={year}
          x={x(year)}
          y={HEIGHT - 6}
          textAnchor={year === lastYear ? "end" : "start"}
          className="chart-year"
          data-target-year={targetId}
        >
          {year}
        </text>
      ))}
    </svg>
  );
};
