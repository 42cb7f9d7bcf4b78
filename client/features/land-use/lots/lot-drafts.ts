import { useState } from "react";
import { useView } from "#client/state/navigation.ts";
import { drawingOf, keepDrawing } from "../editing/drafts.ts";

/**
 * What is being drawn or typed, kept on this computer for the account until it is saved or dropped: it outlives a reload, and a
 * session that ends. Nobody is shown what somebody else drew at the same computer, nor made-up work beside real.
 */
export const useDraft = <T extends object>(accountId: string, name: string, initial: T) => {
  const isIllustrative = useView((view) => view.isIllustrative);
  const place = { accountId, isIllustrative, name };
  const [kept] = useState(() => drawingOf<T>(place));
  const [draft, setDraft] = useState<T>({ ...initial, ...kept });
  return {
    draft,
    wasKept: kept !== null,
    change: (part: Partial<T>): void =>
      setDraft((before) => {
        const next = { ...before, ...part };
        keepDrawing(place, next);
        return next;
      }),
    forget: (): void => {
      keepDrawing(place, null);
      setDraft(initial);
    },
  };
};
