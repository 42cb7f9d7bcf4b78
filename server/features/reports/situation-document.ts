import type { Report, Sentence } from "#contracts/reports.ts";
import { METRICS } from "#contracts/metrics.ts";
import { formatDay } from "#contracts/spelling.ts";
import type { DocumentContent, Run } from "#server/documents/content.ts";
import { officeForm } from "#server/documents/form.ts";
import type { Situation } from "./situation.ts";
import { tablesOf } from "./tables.ts";
import { METHOD_NAMES, metricText, numberText, periodText, SourceNotes } from "./words.ts";

/** The day of files that tell of nothing. */
const NO_DAY = "1980-01-01";

export const situationDocument = (
  situation: Situation,
  report: Report,
  { knownOn, isIllustrative }: { readonly knownOn: string | undefined; readonly isIllustrative: boolean },
): DocumentContent => {
  const notes = new SourceNotes(situation);
  const sections = report.sections.map((section) => ({
    title: section.titleVi,
    paragraphs: [
      ...section.sentences.map((sentence) => runsOf(sentence, situation, notes)),
      ...(section.obstacles.length > 0 ? [[{ kind: "text", text: "Khó khăn, vướng mắc đã ghi nhận:" } as const]] : []),
      ...section.obstacles.map(({ subject, textVi, sourceId }): Run[] => [
        { kind: "text", text: `- ${subject.nameVi}: ${textVi}` },
        { kind: "sources", notes: [notes.ofSource(sourceId)] },
      ]),
    ],
  }));
  const tables = tablesOf(situation, notes);
  const register = situation.figures.map((figure) => ({
    figure,
    subject: situation.named(figure.subject).nameVi,
    metric: metricText(figure),
    period: periodText(figure.period),
    method: METHOD_NAMES[figure.method],
    notes: notes.of(figure),
  }));
  return {
    form: officeForm(),
    kind: "BÁO CÁO",
    about: `${report.titleVi} trên địa bàn tỉnh ${situation.row.province.nameVi}${isIllustrative ? " (có số liệu minh họa)" : ""}`,
    isIllustrative,
    opening: openingOf(report.day, knownOn),
    sections,
    closing: `Trên đây là báo cáo ${report.titleVi.toLocaleLowerCase("vi")}, kính báo cáo./.`,
    tables,
    sources: notes.list(),
    register,
    day: report.day ?? NO_DAY,
  };
};

const openingOf = (day: string | null, knownOn: string | undefined): Run[] => {
  const until = day === null ? "" : ` tính đến ngày ${formatDay(day, "vi")}`;
  const known = knownOn === undefined ? "" : `, đã biết đến ngày ${formatDay(knownOn, "vi")}`;
  return [
    {
      kind: "text",
      text: `Theo số liệu đã công bố${until}${known}, tình hình như sau (số trong ngoặc vuông là số thứ tự nguồn; ƒ là số tính toán từ các nguồn đó):`,
    },
  ];
};

/** A sentence as runs: numbers with their sources, everything else as words. */
const runsOf = (sentence: Sentence, situation: Situation, notes: SourceNotes): Run[] =>
  sentence.vi.map((part): Run => {
    if ("text" in part) return { kind: "text", text: part.text };
    if ("name" in part) return { kind: "text", text: part.name.nameVi };
    if ("metric" in part) return { kind: "text", text: METRICS[part.metric].vi };
    const figure = situation.figure("figure" in part ? part.figure : part.period);
    if (!figure) throw new Error(`${sentence.id} names a figure that is not there`);
    return "period" in part
      ? { kind: "text", text: periodText(figure.period) }
      : { kind: "number", text: numberText(figure, true), boundTo: figure.id, notes: notes.of(figure) };
  });
