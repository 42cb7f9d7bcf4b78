import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { nameOf, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import type { SiteDetail } from "#contracts/sites.ts";
import { FrozenFigures } from "./FrozenFigures.tsx";
import { useWords } from "./use-words.ts";

export type Slide = { readonly detail: SiteDetail; readonly note: string | null };
type PresentationProps = {
  readonly title: string;
  /** Of which day the figures are. */
  readonly subtitle: string;
  readonly slides: readonly Slide[];
  /** Pictures by site, held in memory: from here on nothing is asked of the network. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Whom to turn to, on the last slide. */
  readonly contact: readonly string[];
  readonly onClose: () => void;
};

/** Keys of a keyboard, and of a clicker, which sends the page keys. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  Enter: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Backspace: -1,
};

/** The sites one after another over the whole screen, in large type: a title, a slide each, and whom to turn to. */
export const Presentation = ({ title, subtitle, slides, pictures, contact, onClose }: PresentationProps) => {
  const text = useText();
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(0);
  const last = slides.length + 1;
  const go = (to: number) => setAt(Math.min(Math.max(to, 0), last));
  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    // Refused where nobody has clicked, and on phones: the slides fill the window then.
    void element.requestFullscreen?.().catch(() => undefined);
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const isButton = event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter");
    if (isButton) return;
    if (step !== undefined) go(at + step);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(last);
    else return;
    event.preventDefault();
  };
  const slide = slides[at - 1];
  const picture = slide && pictures.get(slide.detail.site.id);
  return (
    <dialog ref={dialog} className="presentation" aria-label={title} onClose={onClose} onKeyDown={onKeyDown}>
      <div className="slide" aria-live="polite" data-slide={at}>
        {at === 0 && (
          <div className="slide-title">
            <h2>{title}</h2>
            <p>{subtitle}</p>
            <ol>
              {slides.map(({ detail: { site } }) => (
                <li key={site.id}>{nameOf(site, text)}</li>
              ))}
            </ol>
          </div>
        )}
        {slide && (
          <>
            <header>
              <p className="eyebrow">
                {text.kinds[slide.detail.site.kind]} · {text.statuses[slide.detail.site.status]}
              </p>
              <h2>{nameOf(slide.detail.site, text)}</h2>
              {slide.note && <p className="slide-note">{slide.note}</p>}
            </header>
            <div className="slide-body" data-has-picture={picture ? true : undefined}>
              <FrozenFigures figures={slide.detail.site.figures} />
              {picture && <img src={picture} alt={words.mapOf(nameOf(slide.detail.site, text))} />}
            </div>
          </>
        )}
        {at === last && (
          <div className="slide-title">
            <h2>{words.thanks}</h2>
            {contact.map((line) => (
              <p key={line}>{line}</p>
            ))}
            <p>{subtitle}</p>
          </div>
        )}
      </div>
      <footer className="slide-keys">
        <button type="button" className="button" onClick={() => go(at - 1)} disabled={at === 0}>
          <Icon name="back" size={16} /> {words.previous}
        </button>
        <span>{words.place(String(at + 1), String(last + 1))}</span>
        <button
          type="button"
          className="button button-main"
          onClick={() => go(at + 1)}
          disabled={at === last}
          autoFocus
        >
          {words.next}
        </button>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          <Icon name="close" size={16} /> {words.end}
        </button>
      </footer>
    </dialog>
  );
};
