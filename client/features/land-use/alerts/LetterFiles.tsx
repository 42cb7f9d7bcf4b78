import { useState } from "react";
import { ApiError } from "#client/api.ts";
import { send } from "#client/send.ts";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { LETTER_FORMATS, type LetterFormat } from "#contracts/land-alerts.ts";
import { REPORT_MEDIA_TYPES } from "#contracts/report-formats.ts";
import { landPath } from "../land-data.ts";
import { bytesOf, saveFile } from "../save-file.ts";
import { useWords } from "./use-words.ts";

/** The letter as a file, one at a time. */
export const LetterFiles = ({ leaseId, day }: { leaseId: number; day: string }) => {
  const { letter: words } = useWords();
  const [making, setMaking] = useState<LetterFormat | null>(null);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const make = async (format: LetterFormat) => {
    setMaking(format);
    setRefusal(null);
    try {
      const path = landPath(`alerts/${leaseId}/letter/${format}`, { on: day });
      const { fileName, document } = await send<{ fileName: string; document: string }>("GET", path);
      saveFile(fileName, bytesOf(document), REPORT_MEDIA_TYPES[format]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
    } finally {
      setMaking(null);
    }
  };
  return (
    <>
      {LETTER_FORMATS.map((format) => (
        <button
          key={format}
          type="button"
          className="button"
          aria-busy={making === format}
          onClick={() => void make(format)}
        >
          <Icon name="download" size={18} />
          {making === format ? words.making : words[format]}
        </button>
      ))}
      <FormAlert refusal={refusal} />
    </>
  );
};
