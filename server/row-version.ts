import { problem } from "#server/problems.ts";

export const etagOf = ({ rowVersion }: { rowVersion: number }): string => `"${rowVersion}"`;

/** Whoever changes a row says which version they saw, or what another entered meanwhile would be lost. */
export const heldVersion = (ifMatch: string | undefined): number => {
  if (ifMatch === undefined) {
    return problem("version-needed", {
      vi: "Cần tiêu đề If-Match là ETag của mục khi đọc, để không ghi đè phần người khác vừa sửa.",
      en: "If-Match must give the ETag that the row had when it was read, so that no other change is overwritten.",
    });
  }
  // Anything that is no version of a row is one that it does not have.
  return Number(/^"([1-9]\d{0,8})"$/.exec(ifMatch.trim())?.[1] ?? 0);
};
