import { REPORT_MEDIA_TYPES, type ReportFormat } from "#contracts/report-formats.ts";
import { type Report, report, reportFile } from "#contracts/reports.ts";
import type { DataView } from "#contracts/data-view.ts";
import { PUBLIC } from "#server/access.ts";
import { DocumentThread } from "#server/documents/document-thread.ts";
import { sendRepresentation } from "#server/http-cache.ts";
import { problem } from "#server/problems.ts";
import { type Api, decodeAddress, type Read, readDataVersion, reader, route, settingsOf } from "#server/route.ts";
import { REPORT_METRICS, Situation, type SituationRow } from "./situation.ts";
import { situationDocument } from "./situation-document.ts";
import { situationReport } from "./situation-report.ts";
import situationSql from "./situation.sql?raw";

const PROVINCE = "vinh-long";

export const reportsFeature = (api: Api): void => {
  const { app, db, answers } = api;
  const thread = new DocumentThread();
  app.addHook("onClose", () => thread.close());

  route(api, report, async ({ query }, read) => (await tell(read, query)).report, {
    notFound: ({ report: id = "" }) => noReport(id),
  });

  app.get("/api/reports/:report/:format", { compress: false, ...PUBLIC }, async (request, reply) => {
    const { params, query } = decodeAddress(reportFile, request, ({ report: id = "", format = "" }) =>
      noReport(`${id}/${format}`),
    );
    const { format } = params;
    const settings = settingsOf(query);
    const version = (await readDataVersion(db, settings)) ?? "";
    const key = `reportFile ${JSON.stringify({ params, query })}`;
    const file = await answers.answer(key, version, async () => {
      const { situation, report: told } = await tell(reader(db, settings), query);
      const content = situationDocument(situation, told, {
        knownOn: query.knownOn,
        isIllustrative: query.data === "illustrative",
      });
      return thread.make({ format, content });
    });
    reply.header("content-disposition", dispositionOf(query, format));
    return sendRepresentation(file, REPORT_MEDIA_TYPES[format], request, reply, { isPacked: true });
  });
};

const tell = async (read: Read, { asOf }: DataView): Promise<{ situation: Situation; report: Report }> => {
  const row = await read<SituationRow>(situationSql, [PROVINCE, REPORT_METRICS]);
  if (!row) throw new Error("the report's query gave no row");
  const situation = new Situation(row);
  return { situation, report: situationReport(situation, asOf) };
};

/** RFC 6266: the name for those who read only ASCII, and the Vietnamese one. */
const dispositionOf = ({ asOf, knownOn, data }: DataView, format: ReportFormat): string => {
  const isMadeUp = data === "illustrative";
  const days = [asOf, knownOn && `biet-den-${knownOn}`].filter(Boolean).join("-");
  const ascii = ["bao-cao-khu-cum-cong-nghiep-cho", isMadeUp && "minh-hoa", days].filter(Boolean).join("-");
  const own = ["Báo cáo khu, cụm công nghiệp và chợ", isMadeUp && "minh họa", days].filter(Boolean).join(" ");
  return `attachment; filename="${ascii}.${format}"; filename*=UTF-8''${encodeURIComponent(`${own}.${format}`)}`;
};

const noReport = (id: string): never =>
  problem("not-found", {
    vi: `Không có báo cáo “${id.slice(0, 100)}”; có /api/reports/situation và /api/reports/situation/xlsx, pdf, docx.`,
    en: `There is no report “${id.slice(0, 100)}”; there are /api/reports/situation and /api/reports/situation/xlsx, pdf, docx.`,
  });
