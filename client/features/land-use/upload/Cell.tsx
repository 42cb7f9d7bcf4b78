import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import type { CellValue } from "../form/form-data.ts";
import { useWords } from "./use-words.ts";

/** What a cell holds, as it was entered; nothing is said in words. */
export const Cell = ({ value }: { value: CellValue }) => {
  const { language } = useText();
  const words = useWords();
  if (value === null) return <span className="unknown">{words.empty}</span>;
  return typeof value === "number" ? <data value={value}>{formatNumber(value, null, language)}</data> : value;
};
