import { useState } from "react";
import type * as z from "zod/mini";
import { ApiError } from "#client/api.ts";
import { FormAlert } from "#client/ui/form.tsx";
import type { reports } from "#contracts/land-reports.ts";
import { useLandRows, writeLand } from "../land-data.ts";
import { UploadLink } from "../upload/UploadLink.tsx";
import { useWords } from "./use-words.ts";

type Report = z.output<typeof reports.get.output>;

type ReportLinkProps = { readonly siteId: string; readonly periodId: number; readonly siteName: string };

/** Of a late report: the link by which its developer hands it in. A report that was not begun is begun along with it. */
export const ReportLink = ({ siteId, periodId, siteName }: ReportLinkProps) => {
  const words = useWords();
  const [isAsked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const asked = useLandRows<Report>(isAsked ? "reports" : null, { siteId, periodId });
  const open = asked.data?.find(({ state }) => state === "draft" || state === "returned");
  const begin = async () => {
    setAsked(true);
    setRefusal(null);
    const { data = [] } = await asked.refetch();
    if (data.some(({ state }) => state !== "approved")) return;
    try {
      await writeLand("POST", "reports", { body: { siteId, periodId } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
    }
  };
  if (open) return <UploadLink reportId={open.id} />;
  return (
    <>
      <button
        type="button"
        className="button"
        aria-busy={isAsked && !refusal}
        aria-label={words.makeLinkFor(siteName)}
        onClick={() => void begin()}
      >
        {isAsked && !refusal ? words.linkLoading : words.makeLink}
      </button>
      <FormAlert refusal={refusal} />
    </>
  );
};
