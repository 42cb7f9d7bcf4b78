import { useText } from "#client/text.tsx";
import type { reports } from "#contracts/land-reports.ts";
import type * as z from "zod/mini";
import { useLand } from "../land-data.ts";
import type { Report } from "./report-data.ts";
import { useReportWords } from "./use-words.ts";

type Versions = z.output<typeof reports.history.output>;

/** Who brought a report from one state to the next, and what was said. */
export const ReportLog = ({ report }: { report: Report }) => {
  const { report: words } = useReportWords();
  const { language } = useText();
  const asked = useLand<Versions>(`reports/${report.id}/history`);
  const steps = (asked.data?.items ?? []).flatMap(({ seq, at, actor, before, after }) =>
    after && before?.state !== after.state
      ? [{ seq, at, actor, state: after.state, remark: before && after.remark !== before.remark ? after.remark : null }]
      : [],
  );
  if (steps.length === 0) return null;
  const instant = new Intl.DateTimeFormat(language === "vi" ? "vi-VN" : "en-GB", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: "Asia/Ho_Chi_Minh",
  });
  return (
    <section className="card-section">
      <h2>{words.log}</h2>
      <ol className="filing-log">
        {steps.map(({ seq, at, actor, state, remark }) => (
          <li key={seq}>
            <time dateTime={at}>{instant.format(new Date(at))}</time>
            <span>
              {actor === null ? words.byLoad : `${actor}: ${words.events[state]}`}
              {remark && <q>{remark}</q>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
};
