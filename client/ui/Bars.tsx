import type { Figure as FigureData } from "#contracts/figures.ts";

/** Share of a whole, drawn without rounding and never past its frame; null is hatched: not known, not zero. */
const widthOf = (share: number): string => `${Math.max(0, Math.min(1, share)) * 100}%`;

const hatchOf = (...figures: (FigureData | null | undefined)[]): string =>
  figures.some((figure) => figure?.method === "illustrative") ? " bar-illustrative" : "";

export const ShareBar = ({ figure }: { figure: FigureData | null }) => {
  const share = figure?.value ?? null;
  return (
    <span className={share === null ? "bar bar-unknown" : `bar bar-leased${hatchOf(figure)}`} aria-hidden="true">
      {share !== null && <span className="bar-fill" style={{ width: widthOf(share) }} />}
    </span>
  );
};

type PairedBarProps = {
  readonly whole: FigureData;
  readonly part: FigureData | undefined;
  readonly tone: "land" | "capital" | "leased";
};

/** Leased with deployed inside, registered with deployed inside: one design everywhere. */
export const PairedBar = ({ whole, part, tone }: PairedBarProps) => {
  if (whole.value === null || whole.value <= 0) return null;
  return (
    <span className={`bar bar-paired bar-${tone}${hatchOf(whole, part)}`} aria-hidden="true">
      {part?.value != null && <span className="bar-fill" style={{ width: widthOf(part.value / whole.value) }} />}
    </span>
  );
};
