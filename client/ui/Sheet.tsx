import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useMedia } from "#client/ui/media.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";

export const PHONE = "(max-width: 719px)";
const STOPS = ["peek", "half", "full"] as const;
export type SheetStop = (typeof STOPS)[number];

/** Visible height at each stop, as laid out in layout.css. */
export const sheetHeight = (stop: SheetStop, windowHeight: number): number =>
  stop === "peek" ? 172 : stop === "half" ? Math.round(windowHeight * 0.52) : windowHeight - 108;

type SheetProps = {
  readonly stop: SheetStop;
  readonly onStop: (stop: SheetStop) => void;
  readonly children: ReactNode;
  /** Changes when another page is shown. */
  readonly pageKey: string;
  readonly depth: number;
  readonly isWide: boolean;
};

/** The panel: a column beside the map on desktops, a sheet with three stops over it on phones. */
export const Sheet = ({ stop, onStop, children, pageKey, depth, isWide }: SheetProps) => {
  const text = useText();
  const isPhone = useMedia(PHONE);
  const body = useRef<HTMLElement>(null);
  const drag = useRef<{ startY: number; startHeight: number } | null>(null);
  const [dragHeight, setDragHeight] = useState<number | null>(null);
  const scrolls = useRef(new Map<number, number>());

  useEffect(() => {
    const element = body.current;
    if (!element) return;
    element.scrollTop = scrolls.current.get(depth) ?? 0;
    for (const known of scrolls.current.keys()) if (known > depth) scrolls.current.delete(known);
  }, [pageKey, depth]);

  const move = (event: PointerEvent) => {
    if (drag.current) setDragHeight(Math.max(120, drag.current.startHeight + drag.current.startY - event.clientY));
  };
  const release = () => {
    if (drag.current && dragHeight !== null) {
      const nearest = [...STOPS].sort(
        (a, b) =>
          Math.abs(sheetHeight(a, window.innerHeight) - dragHeight) -
          Math.abs(sheetHeight(b, window.innerHeight) - dragHeight),
      )[0];
      if (nearest) onStop(nearest);
    }
    drag.current = null;
    setDragHeight(null);
  };
  const step = (by: number) => onStop(STOPS[Math.max(0, Math.min(STOPS.length - 1, STOPS.indexOf(stop) + by))] ?? stop);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };

  return (
    <main
      className="panel"
      id="panel"
      data-stop={stop}
      data-wide={isWide || undefined}
      data-dragging={dragHeight !== null || undefined}
      style={isPhone ? { height: dragHeight ?? sheetHeight(stop, window.innerHeight) } : undefined}
    >
      {isPhone && (
        <div
          className="sheet-handle"
          onPointerDown={(event) => {
            if ((event.target as Element).closest("button")) return;
            drag.current = { startY: event.clientY, startHeight: sheetHeight(stop, window.innerHeight) };
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={move}
          onPointerUp={release}
          onPointerCancel={release}
          onKeyDown={onKeyDown}
        >
          <button type="button" aria-label={text.sheet.collapse} disabled={stop === "peek"} onClick={() => step(-1)}>
            <Icon name="chevronDown" size={20} />
          </button>
          <span className="sheet-grip" aria-hidden="true" />
          <button type="button" aria-label={text.sheet.expand} disabled={stop === "full"} onClick={() => step(1)}>
            <Icon name="chevronUp" size={20} />
          </button>
        </div>
      )}
      <section
        className="panel-body"
        ref={body}
        aria-label={text.panelLabel}
        onScroll={(event) => scrolls.current.set(depth, event.currentTarget.scrollTop)}
      >
        {children}
      </section>
    </main>
  );
};
