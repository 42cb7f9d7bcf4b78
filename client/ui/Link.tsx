import type { ComponentProps, MouseEvent } from "react";
import { currentView, hrefOf, open, useView, type ViewPatch } from "#client/state/navigation.ts";

type LinkProps = Omit<ComponentProps<"a">, "href"> & { readonly to: ViewPatch };

/** Opens a view in place; with a modifier key or the middle button the browser follows the address. */
export const Link = ({ to, onClick, ...rest }: LinkProps) => {
  // Addresses depend on the language and, for figures, on the card they are opened from; not on the camera.
  useView((view) => view.language);
  useView((view) => view.siteId);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      event.defaultPrevented ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey ||
      event.button !== 0
    )
      return;
    event.preventDefault();
    open(to);
  };
  return <a href={hrefOf(currentView(), to)} onClick={follow} {...rest} />;
};
