/** In the order in which they are of use to an investor. `undated`: no last day is known. */
export const CALL_STATES = ["open", "upcoming", "undated", "expired"] as const;
export type CallState = (typeof CALL_STATES)[number];

type Validity = { readonly validFrom: string | null; readonly validTo: string | null };

/** Whether a call holds on a day (YYYY-MM-DD). A call without a last day is never said to hold: its document may have lapsed. */
export const callStateOn = ({ validFrom, validTo }: Validity, day: string): CallState => {
  if (validTo !== null && validTo < day) return "expired";
  if (validFrom !== null && day < validFrom) return "upcoming";
  return validTo === null ? "undated" : "open";
};
