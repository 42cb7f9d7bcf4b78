import { useState } from "react";
import { ApiError } from "#client/api.ts";
import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { FormAlert } from "#client/ui/form.tsx";
import type { lots } from "#contracts/land-lots.ts";
import type * as z from "zod/mini";
import { useLand, writeLand } from "../land-data.ts";
import type { Lot } from "./lot-types.ts";
import { useLotWords } from "./use-lot-words.ts";

type Version = z.output<typeof lots.history.output>["items"][number];
const FIELDS = ["code", "use", "statedAreaHa", "inForce", "note", "geometry"] as const;

/** Every version of a lot, newest first: who, when, why, what; any can be written again. */
export const LotHistory = ({ lot, mayEdit }: { lot: Lot; mayEdit: boolean }) => {
  const words = useLotWords();
  const { card } = words;
  const { language } = useText();
  const asked = useLand<{ items: Version[] }>(`lots/${lot.id}/history`);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const restore = async (seq: number) => {
    try {
      const reason = card.restoreReason;
      await writeLand("POST", `lots/${lot.id}/restore`, { body: { seq }, ifMatch: lot.rowVersion, reason });
      setRefusal(null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
    }
  };
  const instant = new Intl.DateTimeFormat(language === "vi" ? "vi-VN" : "en-GB", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: "Asia/Ho_Chi_Minh",
  });
  const changedFields = ({ before, after }: Version) =>
    before && after
      ? FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).map(
          (field) => words.fields[field],
        )
      : [];
  const versions = asked.data?.items.toReversed() ?? [];
  return (
    <section className="card-section">
      <h2>{card.history}</h2>
      {!asked.data && <Waiting asked={asked} lines={2} />}
      <FormAlert refusal={refusal} />
      <ol className="plain lot-history">
        {versions.map((version, at) => (
          <li key={version.seq}>
            <span>
              <time dateTime={version.at}>{instant.format(new Date(version.at))}</time> ·{" "}
              {card.operation[version.operation]}
              {version.restoredSeq !== null && ` (${card.restored})`} {card.by(version.actor ?? card.system)}
              {changedFields(version).length > 0 && `: ${changedFields(version).join(", ")}`}
            </span>
            {version.after && (
              <span className="row-meta">
                {version.after.code} · {words.uses[version.after.use]} ·{" "}
                {formatNumber(version.after.statedAreaHa, null, language)} ha
                {version.after.note !== null && ` · ${version.after.note}`}
              </span>
            )}
            {version.reason !== null && (
              <span className="row-meta">
                {card.reason}: {version.reason}
              </span>
            )}
            {version.source && (
              <span className="row-meta">
                {card.source} {version.source.file}
              </span>
            )}
            {at === 0 ? (
              <span className="tag">{card.current}</span>
            ) : (
              mayEdit &&
              version.after && (
                <button type="button" className="button button-small" onClick={() => void restore(version.seq)}>
                  {card.restore}
                </button>
              )
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
