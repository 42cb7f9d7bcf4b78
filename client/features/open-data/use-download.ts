import { useEffect, useRef, useState } from "react";
import { ApiError } from "#client/api.ts";
import { useText } from "#client/text.tsx";
import { download } from "./download.ts";
import { useWords } from "./use-words.ts";
import type { AtlasProgress } from "#contracts/sheets.ts";

const LOOK_EVERY_MS = 1000;

export type DownloadState =
  | { readonly kind: "idle" }
  /** `share` is null while the server makes the file; `made` is what it has done of it, where it tells. */
  | { readonly kind: "running"; readonly name: string; readonly share: number | null; readonly made: number | null }
  | { readonly kind: "made"; readonly name: string }
  | { readonly kind: "failed"; readonly name: string; readonly detail: string };

export type Downloading = {
  readonly state: DownloadState;
  /** `progressAddress`: where the server tells how far the making has come. */
  readonly start: (name: string, address: string, progressAddress?: string) => void;
  readonly cancel: () => void;
};

/** One file at a time; another one, or leaving the page, ends the one before. */
export const useDownload = (): Downloading => {
  const { language } = useText();
  const words = useWords();
  const [state, setState] = useState<DownloadState>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (name: string, address: string, progressAddress?: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: "running", name, share: null, made: null });
    const watch = progressAddress && window.setInterval(() => void look(progressAddress), LOOK_EVERY_MS);
    const look = async (at: string) => {
      const answer = await fetch(at, { signal: controller.signal }).catch(() => null);
      const told = answer?.ok ? ((await answer.json().catch(() => null)) as AtlasProgress | null) : null;
      if (told === null || told.share === null || running.current !== controller) return;
      const made = told.share;
      setState((now) => (now.kind === "running" && now.share === null ? { ...now, made } : now));
    };
    try {
      await download(address, language, controller.signal, (share) => {
        if (running.current === controller) setState({ kind: "running", name, share, made: null });
      });
      if (running.current === controller) setState({ kind: "made", name });
    } catch (error) {
      if (running.current !== controller || controller.signal.aborted) return;
      const detail = error instanceof ApiError && error.kind !== "offline" ? error.detail : words.offline;
      setState({ kind: "failed", name, detail });
    } finally {
      if (watch) window.clearInterval(watch);
    }
  };
  return {
    state,
    start: (name, address, progressAddress) => void run(name, address, progressAddress),
    cancel: () => {
      running.current?.abort();
      setState({ kind: "idle" });
    },
  };
};
