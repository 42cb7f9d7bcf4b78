import { useEffect, useRef, useState } from "react";

type Tip = { readonly text: string; readonly left: number; readonly top: number; readonly above: boolean };

const GAP = 6;
const WIDTH = 300;

/**
 * One tooltip for every `data-tip`, on hover and keyboard focus; Esc hides it. It repeats what the label of the element
 * already says to assistive technology, so it is hidden from it.
 */
export const Tooltip = () => {
  const [tip, setTip] = useState<Tip | null>(null);
  const timer = useRef(0);
  useEffect(() => {
    const hide = () => {
      window.clearTimeout(timer.current);
      setTip(null);
    };
    const show = (event: Event, delay: number) => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null;
      hide();
      if (!element?.dataset["tip"]) return;
      timer.current = window.setTimeout(() => {
        const box = element.getBoundingClientRect();
        const above = box.bottom + 90 > window.innerHeight;
        setTip({
          text: element.dataset["tip"] ?? "",
          left: Math.max(8, Math.min(box.left, window.innerWidth - WIDTH - 8)),
          top: above ? box.top - GAP : box.bottom + GAP,
          above,
        });
      }, delay);
    };
    const listeners: [string, (event: Event) => void][] = [
      ["pointerover", (event) => (event as PointerEvent).pointerType === "mouse" && show(event, 350)],
      ["focusin", (event) => (event.target as Element).matches?.(":focus-visible") && show(event, 120)],
      ["focusout", hide],
      ["pointerdown", hide],
      ["scroll", hide],
      ["keydown", (event) => (event as KeyboardEvent).key === "Escape" && hide()],
    ];
    for (const [name, listener] of listeners) document.addEventListener(name, listener, true);
    return () => {
      for (const [name, listener] of listeners) document.removeEventListener(name, listener, true);
    };
  }, []);
  if (!tip) return null;
  return (
    <div
      className="tooltip"
      data-above={tip.above || undefined}
      style={{ left: tip.left, top: tip.top, maxWidth: WIDTH }}
      aria-hidden="true"
    >
      {tip.text}
    </div>
  );
};
