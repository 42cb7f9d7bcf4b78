import { useMemo } from "react";
import { useView } from "#client/state/navigation.ts";

/** The day that ages are counted to: today, or the day of the past view, at which a figure of that year was not old. */
export const useReferenceDay = (): Date => {
  const asOf = useView((view) => view.asOf);
  return useMemo(() => (asOf === null ? new Date() : new Date(`${asOf}T00:00:00`)), [asOf]);
};
