import { ApiError, kindOf } from "#client/api.ts";
import { fileNameOf } from "#client/file-name.ts";
import type { Problem } from "#contracts/problem.ts";

/**
 * Fetches a file and hands it to the browser as a download.
 * @param progress is told the share that has come, from 0 to 1
 * @throws {ApiError}
 */
export const download = async (
  address: string,
  language: string,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<void> => {
  let response: Response;
  try {
    response = await fetch(address, { headers: { "accept-language": language }, signal });
  } catch (cause) {
    throw new ApiError("offline", "", null, cause);
  }
  if (!response.ok || !response.body) {
    const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
    throw new ApiError(kindOf(problem, response.status), problem?.detail ?? "", null);
  }
  const bytes = Number(response.headers.get("content-length"));
  const parts: BlobPart[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    received += value.length;
    if (bytes > 0) progress(received / bytes);
  }
  const objectUrl = URL.createObjectURL(new Blob(parts, { type: response.headers.get("content-type") ?? "" }));
  const link = document.createElement("a");
  link.href = objectUrl;
  link.download = fileNameOf(response.headers.get("content-disposition"), address.split("/").at(-1) ?? "");
  link.click();
  // The browser reads the file after the click has been handled.
  window.setTimeout(() => URL.revokeObjectURL(objectUrl), 60_000);
};
