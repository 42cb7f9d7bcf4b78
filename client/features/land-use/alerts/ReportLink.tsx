import { useState } from "react";
import type * as z from "zod/mini";
import { send } from "#client/send.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import type { reports } from "#contracts/land-reports.ts";
import { landPath, writeLand } from "../land-data.ts";
import { UploadLink } from "../upload/UploadLink.tsx";
import { useWords } from "./use-words.ts";

type Report = z.output<typeof reports.get.output>;

type ReportLinkProps = { readonly siteId: string; readonly periodId: number; readonly siteName: string };

/** Of a late report: the link by which its developer hands it in. A report that was not begun is begun along with it. */
export const ReportLink = ({ siteId, periodId, siteName }: ReportLinkProps) => {
  const words = useWords();
  const [reportId, setReportId] = useState<number | null>(null);
  const form = useSubmit(async () => {
    const { items } = await send<{ items: Report[] }>("GET", landPath("reports", { siteId, periodId }));
    const begun = items.find(({ state }) => state === "draft" || state === "returned");
    setReportId((begun ?? (await writeLand<Report>("POST", "reports", { body: { siteId, periodId } }))).id);
  });
  if (reportId !== null) return <UploadLink reportId={reportId} />;
  return (
    <form onSubmit={form.onSubmit}>
      <FormAlert refusal={form.refusal} />
      <button type="submit" className="button" aria-busy={form.isBusy} aria-label={words.makeLinkFor(siteName)}>
        {form.isBusy ? words.linkLoading : words.makeLink}
      </button>
    </form>
  );
};
