import { useState } from "react";
import { ApiError } from "#client/api.ts";
import { send } from "#client/send.ts";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { REPORT_MEDIA_TYPES, type ReportFormat } from "#contracts/report-formats.ts";
import { bytesOf, saveFile } from "./save-file.ts";
import { useWords } from "./use-words.ts";

type DocumentFilesProps<F extends ReportFormat> = {
  readonly formats: readonly F[];
  /** Where the document is to be had in a format. */
  readonly addressOf: (format: F) => string;
};

/** A document as files, made one at a time. */
export const DocumentFiles = <F extends ReportFormat>({ formats, addressOf }: DocumentFilesProps<F>) => {
  const { files: words } = useWords();
  const [making, setMaking] = useState<F | null>(null);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const make = async (format: F) => {
    setMaking(format);
    setRefusal(null);
    try {
      const { fileName, document } = await send<{ fileName: string; document: string }>("GET", addressOf(format));
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
      {formats.map((format) => (
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
