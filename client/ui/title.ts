import { useEffect } from "react";
import { useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";

/** Names the page in the tab, in bookmarks and on printouts; the word for made-up data leads, because tabs cut the end off. */
export const useTitle = (title: string | null): void => {
  const text = useText();
  const isIllustrative = useView((view) => view.isIllustrative);
  useEffect(() => {
    document.title = [isIllustrative ? text.illustrative.switch : null, title, text.product]
      .filter((part) => part !== null)
      .join(" · ");
  }, [title, isIllustrative, text]);
};
