import type * as z from "zod/mini";
import { callFile, investmentCalls } from "#contracts/calls.ts";
import type { DataView } from "#contracts/data-view.ts";
import { REPORT_MEDIA_TYPES, type ReportFormat } from "#contracts/report-formats.ts";
import { PUBLIC } from "#server/access.ts";
import { DocumentThread } from "#server/documents/document-thread.ts";
import { sendRepresentation } from "#server/http-cache.ts";
import { problem } from "#server/problems.ts";
import { type Api, decodeAddress, readDataVersion, reader, route, settingsOf } from "#server/route.ts";
import { callsDocument, type CitedSource } from "./calls-document.ts";
import listSql from "./list.sql?raw";
import sourcesSql from "./sources.sql?raw";

type Listed = z.output<typeof investmentCalls.output>;

export const callsFeature = (api: Api): void => {
  const { app, db, answers } = api;
  const thread = new DocumentThread();
  app.addHook("onClose", () => thread.close());

  route(api, investmentCalls, ({ query }, read) => read(listSql, [query.siteId ?? null]));

  app.get("/api/calls.:format", { compress: false, ...PUBLIC }, async (request, reply) => {
    const { params, query } = decodeAddress(callFile, request, ({ format = "" }) => noFile(format));
    const { format } = params;
    const settings = settingsOf(query);
    // Whether a call still holds depends on the day the file is made, where none is asked for.
    const day = query.asOf ?? todayInVietnam();
    const version = `${(await readDataVersion(db, settings)) ?? ""} ${day}`;
    const key = `callFile ${JSON.stringify({ params, query })}`;
    const file = await answers.answer(key, version, async () => {
      const read = reader(db, settings);
      const { items } = (await read<Listed>(listSql, [null]))!;
      const cited = [...new Set(items.flatMap(({ source }) => source?.id ?? []))];
      const sources = (await read<CitedSource[]>(sourcesSql, [cited]))!;
      return thread.make({ format, content: callsDocument(items, sources, day) });
    });
    reply.header("content-disposition", dispositionOf(query, day, format));
    return sendRepresentation(file, REPORT_MEDIA_TYPES[format], request, reply, { isPacked: true });
  });
};

const todayInVietnam = (): string => new Intl.DateTimeFormat("sv", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());

/** RFC 6266: the name for those who read only ASCII, and the Vietnamese one. */
const dispositionOf = ({ data }: DataView, day: string, format: ReportFormat): string => {
  const isMadeUp = data === "illustrative";
  const ascii = ["danh-muc-keu-goi-dau-tu", isMadeUp && "minh-hoa", day].filter(Boolean).join("-");
  const own = ["Danh mục kêu gọi đầu tư", isMadeUp && "minh họa", day].filter(Boolean).join(" ");
  return `attachment; filename="${ascii}.${format}"; filename*=UTF-8''${encodeURIComponent(`${own}.${format}`)}`;
};

const noFile = (format: string): never =>
  problem("not-found", {
    vi: `Không có tệp “${format.slice(0, 100)}” của danh mục; có /api/calls.pdf, .docx và .xlsx.`,
    en: `There is no file “${format.slice(0, 100)}” of the list; there are /api/calls.pdf, .docx and .xlsx.`,
  });
