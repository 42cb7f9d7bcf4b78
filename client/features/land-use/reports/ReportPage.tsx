import { REPORT_FORMATS } from "#contracts/report-formats.ts";
import type { Account } from "#client/account.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Day, Name } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { landPath, mayAct, useLand } from "../land-data.ts";
import { useWords } from "../use-words.ts";
import { FormExchange } from "./FormExchange.tsx";
import { Lines } from "./Lines.tsx";
import {
  type Finding,
  type Line,
  type Period,
  type PeriodRule,
  type Progress,
  type Report,
  todayInVietnam,
  usePeriodName,
} from "./report-data.ts";
import { ReportLog } from "./ReportLog.tsx";
import { ReportState } from "./states.tsx";
import { Steps } from "./Steps.tsx";
import { UploadByLink } from "../upload/UploadLink.tsx";
import { DocumentFiles } from "../DocumentFiles.tsx";
import { useSpell } from "../use-spell.ts";
import { useReportWords } from "./use-words.ts";
import "./filing.css";

/** The report of a site: what it says, what does not agree, and the step that it can take next. */
export const ReportPage = ({ id, account }: { id: number; account: Account }) => {
  const { tabs } = useWords();
  const words = useReportWords();
  const asked = useLand<Report>(`reports/${id}`);
  const period = useLand<Period>(asked.data ? `periods/${asked.data.periodId}` : null);
  const lines = useLand<{ items: Line[] }>(`reports/${id}/lines`);
  const findings = useLand<{ items: Finding[] }>(`reports/${id}/findings`);
  useTitle(tabs.landReports);
  if (!asked.data) return <Waiting asked={asked} lines={8} />;
  if (!period.data) return <Waiting asked={period} lines={8} />;
  const report = asked.data;
  const isWithAuthor = report.state === "draft" || report.state === "returned";
  const isEditable = isWithAuthor && mayAct(account, ["editor"], report.siteId);
  return (
    <>
      <ReportHead report={report} period={period.data} />
      {lines.data && findings.data ? (
        <>
          <Steps
            key={`${report.state} ${report.rowVersion}`}
            report={report}
            period={period.data}
            account={account}
            lines={lines.data.items}
            findings={findings.data.items}
          />
          <FormExchange report={report} isEditable={isEditable} lines={lines.data.items} />
          {isEditable && <UploadByLink reportId={report.id} />}
          <section className="card-section">
            <h2>{words.report.asDocument}</h2>
            <p className="buttons">
              <DocumentFiles
                formats={REPORT_FORMATS}
                addressOf={(format) => landPath(`reports/${report.id}/file/${format}`)}
              />
            </p>
            {report.state !== "approved" && <p className="fine">{words.report.notApproved}</p>}
          </section>
          <Lines report={report} lines={lines.data.items} findings={findings.data.items} isEditable={isEditable} />
        </>
      ) : (
        <Waiting asked={lines.data ? findings : lines} lines={8} />
      )}
      <ReportLog report={report} />
    </>
  );
};

const ReportHead = ({ report, period }: { report: Report; period: Period }) => {
  const text = useText();
  const words = useReportWords();
  const name = usePeriodName();
  const spell = useSpell();
  const rules = useLand<{ items: PeriodRule[] }>("period-rules").data?.items;
  const progress = useLand<{ items: Progress[] }>(`periods/${period.id}/progress`, { on: todayInVietnam() }).data;
  const site = progress?.items.find(({ siteId }) => siteId === report.siteId);
  const periodName = name(
    period,
    rules?.find(({ id }) => id === period.ruleId),
  );
  useTitle(`${periodName} · ${site ? nameOf(site, text) : report.siteId}`);
  return (
    <>
      <p className="filing-back">
        <Link to={{ rowId: null, periodId: period.id }}>← {words.report.back}</Link>
      </p>
      <PageHeading isBackShown={false} eyebrow={`${periodName} · ${words.report.numbered(report.number)}`}>
        {site ? <Name of={{ id: site.siteId, nameVi: site.nameVi, nameEn: site.nameEn }} /> : report.siteId}
      </PageHeading>
      <p className="filing-facts">
        <span role="status">
          <ReportState state={report.state} />
        </span>
        <span>
          {words.days} <Day on={period.fromDay} /> {words.to} <Day on={period.toDay} />
        </span>
        <span>
          {words.due} <Day on={period.dueOn} />
        </span>
        {site && site.lateDays > 0 && <span className="late">{words.progress.lateDays(spell(site.lateDays))}</span>}
      </p>
      {report.state === "returned" && report.remark && (
        <Note tone="warning">
          <strong>{words.report.returned}</strong> {report.remark}
        </Note>
      )}
      {report.state === "approved" && (
        <Note tone="info">
          <strong>{words.report.published}</strong>{" "}
          <Link to={{ page: "site", siteId: report.siteId }}>{words.report.onCard}</Link> ·{" "}
          <Link to={{ page: "sources", sourceId: `bao-cao-${report.id}` }}>{words.report.source}</Link>
          {report.remark && (
            <>
              <br />
              {words.report.approvedRemark} {report.remark}
            </>
          )}
        </Note>
      )}
    </>
  );
};
