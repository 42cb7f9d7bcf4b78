import { useEffect, useRef, useState } from "react";
import { ApiError } from "#client/api.ts";
import { useText } from "#client/text.tsx";
import { download } from "./download.ts";
import { useWords } from "./use-words.ts";

export type DownloadState =
  | { readonly kind: "idle" }
  /** `share` is null while the server makes the file. */
  | { readonly kind: "running"; readonly name: string; readonly share: number | null }
  | { readonly kind: "made"; readonly name: string }
  | { readonly kind: "failed"; readonly name: string; readonly detail: string };

export type Downloading = {
  readonly state: DownloadState;
  readonly start: (name: string, address: string) => void;
  readonly cancel: () => void;
};

/** One file at a time; another one, or leaving the page, ends the one before. */
export const useDownload = (): Downloading => {
  const { language } = useText();
  const words = useWords();
  const [state, setState] = useState<DownloadState>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (name: string, address: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: "running", name, share: null });
    try {
      await download(address, language, controller.signal, (share) => {
        if (running.current === controller) setState({ kind: "running", name, share });
      });
      if (running.current === controller) setState({ kind: "made", name });
    } catch (error) {
      if (running.current !== controller || controller.signal.aborted) return;
      const detail = error instanceof ApiError && error.kind !== "offline" ? error.detail : words.offline;
      setState({ kind: "failed", name, detail });
    }
  };
  return {
    state,
    start: (name, address) => void run(name, address),
    cancel: () => {
      running.current?.abort();
      setState({ kind: "idle" });
    },
  };
};
