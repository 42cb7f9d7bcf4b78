import { useState } from "react";
import { ApiError } from "#client/api.ts";

type Action = { readonly run: () => void; readonly isBusy: boolean; readonly refusal: ApiError | null };

/** What a button does: runs once at a time, and keeps what was refused to be shown. */
export const useAction = (work: () => Promise<unknown>): Action => {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const start = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return { run: () => void (isBusy || start()), isBusy, refusal };
};
