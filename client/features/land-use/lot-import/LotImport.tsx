import { useId, useRef, useState, type DragEvent } from "react";
import { ApiError } from "#client/api.ts";
import { useView } from "#client/state/navigation.ts";
import { FormAlert } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note } from "#client/ui/States.tsx";
import { landPath, sendSignedIn, writeLand } from "../land-data.ts";
import { workStore } from "../lots/lot-store.ts";
import { type ChosenFile, takeFile } from "../take-file.ts";
import type { Decisions, ImportCheck, Imported } from "./import-data.ts";
import { ImportReview } from "./ImportReview.tsx";
import { useImportWords } from "./use-words.ts";
import "./lot-import.css";

const MOST_BYTES = 20_000_000;

type State = {
  readonly file: ChosenFile | null;
  readonly decisions: Decisions;
  readonly check: ImportCheck | null;
  readonly made: Imported | null;
  readonly isTooLarge: boolean;
  readonly isBusy: boolean;
  readonly refusal: ApiError | null;
};
const NOTHING: State = {
  file: null,
  decisions: {},
  check: null,
  made: null,
  isTooLarge: false,
  isBusy: false,
  refusal: null,
};

/** Lots of a site from a file: chosen, looked at row by row and on the map, then written, and taken back if need be. */
export const LotImport = () => {
  const words = useImportWords();
  const siteId = useView((view) => view.siteId);
  const [state, setState] = useState(NOTHING);
  // An answer that a later question has overtaken is not shown.
  const round = useRef(0);
  const run = async (begin: Partial<State>, work: () => Promise<Partial<State>>) => {
    const mine = ++round.current;
    setState((before) => ({ ...before, ...begin, isBusy: true, refusal: null }));
    const outcome = await work().catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      return { refusal: error };
    });
    if (mine === round.current) setState((before) => ({ ...before, ...outcome, isBusy: false }));
  };
  const look = (file: ChosenFile, decisions: Decisions) =>
    run({ file, decisions, made: null, isTooLarge: false }, async () => ({
      check: await sendSignedIn<ImportCheck>("POST", landPath("imports/check"), { ...file, ...decisions, siteId }),
    }));
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_BYTES) setState({ ...NOTHING, isTooLarge: true });
    else {
      setState(NOTHING);
      await look(await takeFile(file), {});
    }
  };
  const { file, decisions, check, made } = state;
  const write = (isOnlyValid: boolean) =>
    run({}, async () => ({
      made: await writeLand<Imported>("POST", "imports", {
        body: { ...file, ...decisions, siteId, token: check?.token, isOnlyValid },
      }),
      check: null,
    }));
  const undo = () =>
    run({}, async () => ({ made: await writeLand<Imported>("POST", `imports/${made?.id}/undo`, { body: {} }) }));
  return (
    <>
      <PageHeading isBackShown={false}>{words.heading}</PageHeading>
      {siteId === null ? <Note tone="info">{words.chooseSite}</Note> : <FileChoice onTake={(one) => void take(one)} />}
      <div aria-live="polite" aria-busy={state.isBusy}>
        {state.isTooLarge && <Note tone="warning">{words.tooLarge}</Note>}
        {file && <p className="import-file">{file.fileName}</p>}
        {state.isBusy && !made && <p className="fine">{words.reading}</p>}
        <FormAlert refusal={state.refusal} />
        {made && (
          <p className="note note-info" role="status">
            <Icon name="check" />
            <span>{made.undoneAt === null ? words.written(made.added, made.changed) : words.undone}</span>
          </p>
        )}
        {made?.undoneAt === null && (
          <button type="button" className="button" disabled={state.isBusy} onClick={() => void undo()}>
            {words.undo}
          </button>
        )}
        {file && check && (
          <ImportReview
            check={check}
            decisions={decisions}
            isBusy={state.isBusy}
            onDecide={(more) => void look(file, { ...decisions, ...more })}
            onWrite={(isOnlyValid) => void write(isOnlyValid)}
          />
        )}
      </div>
      <p className="buttons">
        <button type="button" className="button" onClick={() => workStore.set(null)}>
          {words.close}
        </button>
      </p>
    </>
  );
};

/** By a button that keyboards reach, or dropped. */
const FileChoice = ({ onTake }: { onTake: (file: File | undefined) => void }) => {
  const words = useImportWords();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent, is: boolean) => {
    event.preventDefault();
    setOver(is);
  };
  return (
    <>
      <p className="lead">{words.lead}</p>
      <div
        className="import-drop"
        data-over={isOver || undefined}
        onDragOver={(event) => over(event, true)}
        onDragLeave={(event) => over(event, false)}
        onDrop={(event) => {
          over(event, false);
          onTake(event.dataTransfer.files[0]);
        }}
      >
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,.geojson,.json,.gpkg,.zip,.kml,.kmz,.dxf"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            // The same file, corrected and saved, may be chosen again.
            currentTarget.value = "";
            onTake(file);
          }}
        />
        <label htmlFor={id} className="button">
          <Icon name="upload" /> {words.choose}
        </label>
        <span className="fine">{words.drop}</span>
      </div>
    </>
  );
};
