import { useRef, useState } from "react";
import { ApiError } from "#client/api.ts";
import { type SentForm, takeFile, type TakenFile } from "./form-file.ts";
import type { CellValue, FormCheck } from "./form-data.ts";

type Answers = ReadonlyMap<string, CellValue>;
type State = {
  /** Why the file was not even sent. */
  readonly fault: Extract<TakenFile, { fault: string }> | null;
  readonly sent: SentForm | null;
  readonly answers: Answers;
  readonly result: FormCheck | null;
  /** How many cells were written last. */
  readonly written: number | null;
  /** The report was changed by another between the check and the writing. */
  readonly isOvertaken: boolean;
  readonly refusal: ApiError | null;
  readonly isBusy: boolean;
};
const NOTHING: State = {
  fault: null,
  sent: null,
  answers: new Map(),
  result: null,
  written: null,
  isOvertaken: false,
  refusal: null,
  isBusy: false,
};

type SentBody = SentForm & { readonly answers: readonly { readonly cell: string; readonly value: CellValue }[] };

/** Where a filled form is checked, and where it is written. */
export type Roads = {
  readonly check: (body: SentBody) => Promise<FormCheck>;
  readonly write: (body: SentBody) => Promise<{ readonly changed: number }>;
};

export type Exchange = State & {
  readonly take: (files: readonly File[]) => Promise<void>;
  /** What a cell means that can be read in several ways. */
  readonly answer: (cell: string, value: CellValue) => Promise<void>;
  readonly write: () => Promise<void>;
  readonly reset: () => void;
};

const bodyOf = (sent: SentForm, answers: Answers): SentBody => ({
  ...sent,
  answers: [...answers].map(([cell, value]) => ({ cell, value })),
});

/** A filled form from the disk into a report: taken, checked as often as an answer is given, and written on demand. */
export const useExchange = (roads: Roads): Exchange => {
  const [state, setState] = useState(NOTHING);
  // An answer that was overtaken by a later one is not shown.
  const round = useRef(0);

  const check = async (sent: SentForm, answers: Answers, more: Partial<State> = {}) => {
    const mine = ++round.current;
    setState((before) => ({
      ...NOTHING,
      result: before.sent === sent ? before.result : null,
      sent,
      answers,
      isBusy: true,
    }));
    const outcome = await roads
      .check(bodyOf(sent, answers))
      .then((result) => ({ result, ...more }))
      .catch(refused);
    if (mine === round.current) setState((before) => ({ ...before, ...outcome, isBusy: false }));
  };

  const write = async () => {
    const { sent, answers } = state;
    if (!sent || state.isBusy) return;
    setState({ ...state, isBusy: true, refusal: null });
    try {
      const { changed } = await roads.write(bodyOf(sent, answers));
      setState({ ...NOTHING, written: changed });
    } catch (error) {
      const { refusal } = refused(error);
      const isOvertaken = refusal.kind === "version-conflict" || refusal.kind === "invalid-request";
      if (isOvertaken) await check(sent, answers, { isOvertaken });
      else setState({ ...state, isBusy: false, refusal });
    }
  };

  return {
    ...state,
    take: async (files) => {
      const taken = await takeFile(files);
      if (taken === null) return;
      if ("fault" in taken) setState({ ...NOTHING, fault: taken });
      else await check(taken, new Map());
    },
    answer: async (cell, value) => {
      if (state.sent) await check(state.sent, new Map([...state.answers, [cell, value]]));
    },
    write,
    reset: () => setState(NOTHING),
  };
};

const refused = (error: unknown): { refusal: ApiError } => {
  if (!(error instanceof ApiError)) throw error;
  return { refusal: error };
};
