import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSummary } from "#client/queries.ts";
import { useView } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";

const SHOWN_MS = 8_000;

/**
 * What was asked for last is what the reader looks at, and comes first: a browser asks a few questions at a time, and the embedded
 * database answers one after the other.
 */
const askAllAgain = (client: QueryClient): void => {
  void client.invalidateQueries({ refetchType: "none" });
  for (const { queryKey } of client.getQueryCache().findAll({ type: "active" }).toReversed())
    void client.refetchQueries({ queryKey, exact: true, type: "active" });
};

/**
 * Follows the version of the data while the page is looked at, asks for everything on the screen again when it changes, and says
 * so. A page in the background lets go of its connection, of which browsers allow few; it catches up when somebody returns.
 */
export const LiveNotice = () => {
  const text = useText();
  const client = useQueryClient();
  const isIllustrative = useView((view) => view.isIllustrative);
  const held = useSummary().data?.dataVersion;
  const [told, setTold] = useState<string>();
  const [changed, setChanged] = useState<string>();

  useEffect(() => {
    let events: EventSource | undefined;
    const follow = () => {
      events?.close();
      events = undefined;
      if (document.visibilityState !== "visible") return;
      events = new EventSource(`/api/live${isIllustrative ? "?data=illustrative" : ""}`);
      events.addEventListener("version", ({ data }: MessageEvent<string>) =>
        setTold((JSON.parse(data) as { dataVersion: string }).dataVersion),
      );
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      events?.close();
      setTold(undefined);
    };
  }, [isIllustrative]);

  const isBehind = told !== undefined && held !== undefined && told !== held;
  useEffect(() => {
    if (!isBehind) return undefined;
    setChanged(told);
    askAllAgain(client);
    return undefined;
  }, [client, isBehind, told]);
  useEffect(() => {
    if (changed === undefined) return undefined;
    const timer = setTimeout(() => setChanged(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [changed]);

  return (
    <div className="live-notice" role="status">
      {changed !== undefined && <span>{text.states.updated}</span>}
    </div>
  );
};
