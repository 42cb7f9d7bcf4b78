import { Icon, type IconName } from "#client/ui/Icon.tsx";
import type { Period, Progress } from "./report-data.ts";
import { useReportWords } from "./use-words.ts";

const REPORT_ICONS: Record<NonNullable<Progress["state"]> | "none", IconName> = {
  none: "circle",
  draft: "pencil",
  submitted: "upload",
  returned: "back",
  approved: "check",
};

/** How far a report has come, in words and by a sign. */
export const ReportState = ({ state }: { state: Progress["state"] }) => {
  const words = useReportWords();
  const known = state ?? "none";
  return (
    <span className="state" data-state={known}>
      <Icon name={REPORT_ICONS[known]} size={15} />
      {words.progress.states[known]}
    </span>
  );
};

export const PeriodState = ({ state }: { state: Period["state"] }) => {
  const words = useReportWords();
  return (
    <span className="state" data-state={state}>
      <Icon name={state === "closed" ? "lock" : "circle"} size={15} />
      {words.periodStates[state]}
    </span>
  );
};
