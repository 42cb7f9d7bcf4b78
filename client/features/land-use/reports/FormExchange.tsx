import { useMemo } from "react";
import { send } from "#client/send.ts";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { FileExchange } from "../form/FileExchange.tsx";
import { saveWorkbook, type SentForm } from "../form/form-file.ts";
import type { Roads } from "../form/use-exchange.ts";
import { useFormWords } from "../form/use-words.ts";
import { landPath, writeLand } from "../land-data.ts";
import { useAction } from "../use-action.ts";
import type { Line, Report } from "./report-data.ts";

type FormExchangeProps = {
  readonly report: Report;
  readonly lines: readonly Line[];
  readonly isEditable: boolean;
};

/** The report as a workbook: fetched, filled in elsewhere, and brought back. */
export const FormExchange = ({ report: { id, rowVersion }, lines, isEditable }: FormExchangeProps) => {
  const words = useFormWords();
  const download = useAction(async () => saveWorkbook(await send<SentForm>("GET", landPath(`reports/${id}/form`))));
  const roads = useMemo<Roads>(
    () => ({
      check: (body) => send("POST", landPath(`reports/${id}/form/check`), body),
      write: (body) => writeLand("POST", `reports/${id}/form`, { body, ifMatch: rowVersion }),
    }),
    [id, rowVersion],
  );
  return (
    <section className="card-section form-exchange">
      <h2>{isEditable ? words.title : words.titleRead}</h2>
      <p className="form-fetch">
        <button type="button" className="button" aria-busy={download.isBusy} onClick={download.run}>
          <Icon name="download" /> {words.download}
        </button>
        {isEditable && <span className="fine">{words.downloadHint}</span>}
      </p>
      <FormAlert refusal={download.refusal} />
      {isEditable && <FileExchange roads={roads} lines={lines} />}
    </section>
  );
};
