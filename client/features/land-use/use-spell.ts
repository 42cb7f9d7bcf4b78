import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";

/** A number with the digits it was entered with. */
export const useSpell = (): ((value: number) => string) => {
  const { language } = useText();
  return (value) => formatNumber(value, null, language);
};
