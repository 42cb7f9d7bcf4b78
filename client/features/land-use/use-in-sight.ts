import { useEffect, useRef, type RefObject } from "react";

/** Of a row of links or buttons that scrolls sideways, such as on a phone: the current one is brought into sight. */
export const useInSight = <T extends HTMLElement>(current: unknown): RefObject<T | null> => {
  const row = useRef<T>(null);
  useEffect(() => {
    row.current
      ?.querySelector('[aria-current], [aria-pressed="true"]')
      ?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [current]);
  return row;
};
