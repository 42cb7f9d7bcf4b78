import { ApiError, kindOf } from "#client/api.ts";
import { reportFileAddress } from "#client/queries.ts";
import type { Problem } from "#contracts/problem.ts";
import type { ReportFormat } from "#contracts/report-formats.ts";
import { fileNameOf } from "#client/file-name.ts";

/** Fetches the report as it is shown and hands it to the browser as a download. @throws {ApiError} */
export const download = async (format: ReportFormat, language: string, signal: AbortSignal): Promise<void> => {
  let response: Response;
  try {
    response = await fetch(reportFileAddress(format), { headers: { "accept-language": language }, signal });
  } catch (cause) {
    throw new ApiError("offline", "", null, cause);
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
    throw new ApiError(kindOf(problem, response.status), problem?.detail ?? "", null);
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = fileNameOf(response.headers.get("content-disposition"), `bao-cao.${format}`);
  link.click();
  // The browser reads the file after the click has been handled.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
