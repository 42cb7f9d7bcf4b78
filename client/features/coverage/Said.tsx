import type { ReactNode } from "react";
import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { useWords } from "./use-words.ts";

/**
 * A number of the answer, with where in it that number stands (`bands.0.units.low`): the provenance test asks the server again
 * and looks there.
 */
const Said = ({ at, children }: { at: string; children: ReactNode }) => <span data-coverage={at}>{children}</span>;

type NumberProps = { readonly at: string; readonly value: number; readonly decimals: number };

export const Amount = ({ at, value, decimals }: NumberProps) => (
  <Said at={at}>{formatNumber(value, decimals, useText().language)}</Said>
);

/** In per cent. */
export const Share = ({ at, value }: Omit<NumberProps, "decimals">) => {
  const { language } = useText();
  return <Said at={at}>{`${formatNumber(value * 100, 1, language)}${language === "vi" ? "\u00a0" : ""}%`}</Said>;
};

export const Kilometres = ({ at, value }: Omit<NumberProps, "decimals">) => (
  <>
    <Amount at={at} value={value} decimals={2} /> {useWords().km}
  </>
);

type RangeProps = {
  readonly at: string;
  readonly of: { readonly low: number; readonly high: number };
  readonly isShare?: boolean;
};

/** Two numbers where doubtful positions make a difference, else one. */
export const Range = ({ at, of: { low, high }, isShare = false }: RangeProps) => {
  const spell = (end: "low" | "high", value: number) =>
    isShare ? <Share at={`${at}.${end}`} value={value} /> : <Amount at={`${at}.${end}`} value={value} decimals={0} />;
  if (low === high) return spell("high", high);
  return (
    <>
      {spell("low", low)}–{spell("high", high)}
    </>
  );
};
