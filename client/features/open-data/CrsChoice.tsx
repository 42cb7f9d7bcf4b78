import { useText } from "#client/text.tsx";
import { FILE_CRS, type FileCrs } from "#contracts/file-formats.ts";
import { useWords } from "./use-words.ts";

/** Central meridians in degrees and minutes, in the order of their codes. */
const MERIDIANS: Readonly<Record<Exclude<FileCrs, "4326">, string>> = {
  "9205": "103°00′",
  "9206": "104°00′",
  "9207": "104°30′",
  "9208": "104°45′",
  "9209": "105°30′",
  "9210": "105°45′",
  "9211": "106°00′",
  "9212": "106°15′",
  "9213": "106°30′",
  "9214": "107°00′",
  "9215": "107°15′",
  "9216": "107°30′",
  "9217": "108°15′",
  "9218": "108°30′",
};
/** The province's own zone comes first. */
const CHOICES: readonly FileCrs[] = ["4326", "9209", ...FILE_CRS.filter((crs) => crs !== "4326" && crs !== "9209")];

export const CrsChoice = ({ value, onChange }: { value: FileCrs; onChange: (crs: FileCrs) => void }) => {
  const text = useText();
  const words = useWords();
  return (
    <p className="open-data-crs" lang={text.language}>
      <label htmlFor="file-crs">{words.crs}</label>
      <select id="file-crs" value={value} onChange={(event) => onChange(event.currentTarget.value as FileCrs)}>
        {CHOICES.map((crs) => (
          <option key={crs} value={crs}>
            {crs === "4326" ? words.wgs : `${words.zone} ${MERIDIANS[crs]} (EPSG:${crs})`}
          </option>
        ))}
      </select>
      <span className="fine">{words.crsHint}</span>
    </p>
  );
};
