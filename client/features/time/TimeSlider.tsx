import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from "react";
import { indexAfterKey, markHeight, yearLabels } from "#client/features/time/time-model.ts";
import { formatDay } from "#client/format.ts";
import { nameOf, useText } from "#client/text.tsx";
import type { DataDate } from "#contracts/dates.ts";

/** While the thumb keeps moving, the screen follows only when it rests this long, in ms: each date is a question to the server. */
const REST_MS = 140;

type TimeSliderProps = {
  readonly dates: readonly DataDate[];
  /** -1: a day before all data. */
  readonly index: number;
  readonly onIndex: (index: number) => void;
};

/** One mark per date that has data, evenly set: not an axis of time, but of what was published. */
export const TimeSlider = ({ dates, index, onIndex }: TimeSliderProps) => {
  const text = useText();
  const track = useRef<HTMLDivElement>(null);
  const width = useWidth(track);
  const [moving, setMoving] = useState<number | null>(null);
  const timer = useRef(0);
  const shown = moving ?? index;
  const choose = (next: number, isStillMoving: boolean) => {
    window.clearTimeout(timer.current);
    const settle = () => {
      setMoving(null);
      onIndex(next);
    };
    if (!isStillMoving) return settle();
    setMoving(next);
    timer.current = window.setTimeout(settle, REST_MS);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = indexAfterKey(event.key, shown, dates);
    if (next === null) return;
    event.preventDefault();
    choose(next, event.repeat);
  };
  const indexUnder = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return shown;
    const place = Math.floor(((event.clientX - box.left) / box.width) * dates.length);
    return Math.max(0, Math.min(dates.length - 1, place));
  };
  const most = Math.max(...dates.map(({ figures }) => figures));
  const labels = yearLabels(dates, width);
  return (
    <div
      ref={track}
      className="time-slider"
      role="slider"
      tabIndex={0}
      aria-label={text.time.slider}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={dates.length - 1}
      aria-valuenow={Math.max(0, shown)}
      aria-valuetext={spoken(dates, shown, text)}
      data-change={dates[shown]?.date}
      style={{ "--marks": dates.length, "--at": shown } as CSSProperties}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        choose(indexUnder(event), true);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const next = indexUnder(event);
        if (next !== shown) choose(next, true);
      }}
      onPointerUp={(event) => moving !== null && choose(indexUnder(event), false)}
    >
      {dates.map((date, place) => (
        <span
          key={date.date}
          className="time-mark"
          data-known={place <= shown || undefined}
          data-on={place === shown || undefined}
          data-tip={spoken(dates, place, text)}
          data-change={date.date}
        >
          <span style={{ height: markHeight(date.figures, most) }} />
          {labels[place] && (
            <time dateTime={date.date} aria-hidden="true">
              {labels[place]}
            </time>
          )}
        </span>
      ))}
    </div>
  );
};

/** Date and what changed on it, for those who hear it and for the hint of a mark. */
const spoken = (dates: readonly DataDate[], index: number, text: ReturnType<typeof useText>): string => {
  const date = dates[index];
  if (!date) return text.time.beforeAll;
  const rest = date.subjectCount - date.subjects.length;
  return text.time.change(
    formatDay(date.date, text.language),
    date.figures,
    date.subjects.map((subject) => nameOf(subject, text)).join("; "),
    rest,
  );
};

const useWidth = (element: React.RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
};
