import { useEffect, useRef, useState } from "react";
import { ApiError } from "#client/api.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { REPORT_FORMATS, type ReportFormat } from "#contracts/report-formats.ts";
import { download } from "./download.ts";
import { useWords } from "./use-words.ts";

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "making" | "made"; readonly format: ReportFormat }
  | { readonly kind: "failed"; readonly format: ReportFormat; readonly detail: string };

/** One file at a time: what is being made, that it is there, or why not. */
export const Downloads = () => {
  const text = useText();
  const words = useWords();
  const [state, setState] = useState<State>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (format: ReportFormat) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: "making", format });
    try {
      await download(format, text.language, controller.signal);
      if (running.current === controller) setState({ kind: "made", format });
    } catch (error) {
      if (running.current !== controller || controller.signal.aborted) return;
      const detail = error instanceof ApiError && error.kind !== "offline" ? error.detail : words.offline;
      setState({ kind: "failed", format, detail });
    }
  };
  const cancel = () => {
    running.current?.abort();
    setState({ kind: "idle" });
  };

  return (
    <section className="downloads" aria-labelledby="report-files">
      <h2 id="report-files">{words.files}</h2>
      <ul>
        {REPORT_FORMATS.map((format) => (
          <li key={format}>
            <button
              type="button"
              className="button"
              aria-busy={state.kind === "making" && state.format === format}
              aria-describedby={`report-${format}`}
              onClick={() => void start(format)}
            >
              <Icon name="download" size={18} />
              {words.formats[format]}
            </button>
            <span id={`report-${format}`} className="fine">
              {words.formatHints[format]}
            </span>
          </li>
        ))}
      </ul>
      <div className="download-state" role="status">
        {state.kind === "making" && (
          <>
            <span className="download-bar" aria-hidden="true" />
            {words.making(words.formats[state.format])}
            <button type="button" className="button" onClick={cancel}>
              {words.cancel}
            </button>
          </>
        )}
        {state.kind === "made" && (
          <>
            <Icon name="check" size={16} />
            {words.made(words.formats[state.format])}
          </>
        )}
        {state.kind === "idle" && words.filesHint}
      </div>
      {state.kind === "failed" && (
        <p className="note note-warning" role="alert">
          <Icon name="warning" />
          <span>
            {words.failed(words.formats[state.format])} {state.detail} {words.again}
          </span>
        </p>
      )}
    </section>
  );
};
