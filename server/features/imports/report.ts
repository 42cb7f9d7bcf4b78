import type { Issue } from "#server/features/imports/issue.ts";
import type { LoadOutcome } from "#server/features/imports/load.ts";
import type { Language } from "#contracts/units.ts";

const REFUSED = {
  vi: (count: number) => `Không nạp gì; số lỗi: ${count}.`,
  en: (count: number) => `Nothing was loaded; issues: ${count}.`,
};
const DONE = {
  vi: { loaded: "Đã nạp", unchanged: "Không có gì mới: dữ liệu này đã được nạp", version: "phiên bản" },
  en: { loaded: "Loaded", unchanged: "Nothing new: these data are loaded already", version: "version" },
};

/** Issues grouped by file, each in every language asked for. */
export function formatIssues(issues: readonly Issue[], languages: readonly Language[]): string {
  const files = new Set(issues.map(({ file }) => file));
  const groups = [...files].map((file) => {
    const lines = issues
      .filter((issue) => issue.file === file)
      .flatMap((issue) => languages.map((language, at) => `${at === 0 ? "  • " : "    "}${issue[language]}`));
    return [file, ...lines].filter(Boolean).join("\n");
  });
  return [...groups, languages.map((language) => REFUSED[language](issues.length)).join(" / ")].join("\n\n");
}

/** What was loaded, or that it was loaded already. */
export function formatOutcome(
  outcome: Exclude<LoadOutcome, { status: "refused" }>,
  languages: readonly Language[],
): string {
  const head = languages.map(
    (language) => `${DONE[language][outcome.status]} (${DONE[language].version} ${outcome.dataVersion.slice(0, 12)})`,
  );
  const counts =
    outcome.status === "loaded" ? Object.entries(outcome.counts).map(([table, count]) => `  ${table}: ${count}`) : [];
  return [...head, ...counts].join("\n");
}
