import { useEffect, useRef, type RefObject } from "react";

/** Of a row of links or buttons that scrolls sideways, such as on a phone: the current one is brought into sight. */
export const useInSight = <T extends HTMLElement>(current: unknown): RefObject<T | null> => {
  const row = useRef<T>(null);
  useEffect(() => {
    const one = row.current?.querySelector('[aria-current], [aria-pressed="true"]');
    if (!row.current || !one) return;
    // Sideways only: the page itself must not move.
    const [around, place] = [row.current.getBoundingClientRect(), one.getBoundingClientRect()];
    row.current.scrollLeft += place.left + place.width / 2 - around.left - around.width / 2;
  }, [current]);
  return row;
};
