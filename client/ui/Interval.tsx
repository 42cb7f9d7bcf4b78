import { capitalise, formatPeriod, intervalParts, metricName } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import type { Interval as IntervalData } from "#contracts/intervals.ts";

export const intervalId = ({ subject, metric, asOf }: IntervalData): string => `${subject}.${metric}.${asOf}`;

/**
 * What a value can be. It never looks like a value: bounds with a dash, a word before and a mark behind; it opens its own
 * explanation.
 */
export const Interval = ({ interval, of }: { interval: IntervalData; of: string }) => {
  const text = useText();
  const parts = intervalParts(interval, text);
  const name = `${of}, ${metricName(interval.metric, text.language)}`;
  const period = formatPeriod(interval.period, text);
  const to = { page: "interval", intervalId: intervalId(interval) } as const;
  if (interval.low === null) {
    return (
      <Link className="interval-none" to={to} data-interval={to.intervalId}>
        {interval.conflict ? text.interval.contradiction : text.unknown}
      </Link>
    );
  }
  return (
    <span className="interval">
      <span className="interval-word" aria-hidden="true">
        {text.interval.possible}{" "}
      </span>
      <Link
        className="figure-value"
        to={to}
        data-interval={to.intervalId}
        aria-label={text.interval.label(name, parts.spoken, period)}
        data-tip={`${capitalise(metricName(interval.metric, text.language))}\n${text.interval.possible} ${parts.spoken} · ${period}\n${text.interval.tip}`}
      >
        <span className="figure-number">{parts.number}</span>
        <span className="figure-unit">
          {parts.unit === "%" && text.language === "en" ? parts.unit : parts.unit && `\u00a0${parts.unit}`}
        </span>
        <Icon name="interval" size={14} />
      </Link>
    </span>
  );
};
