import { capitalise, figureParts, figureSentence, formatPeriod, isOld, metricName } from "#client/format.ts";
import type { Messages } from "#client/messages/vi.ts";
import { useChecks, useSources } from "#client/queries.ts";
import { useReferenceDay } from "#client/state/reference-day.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Period } from "#client/ui/marks.tsx";
import type { Check } from "#contracts/checks.ts";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { Source } from "#contracts/sources.ts";

/** Number or title that people call a source by. */
export const sourceName = (source: Source, text: Messages): string =>
  source.number ?? inLanguage(source.titleVi, source.titleEn, text);

const useSourceName = (id: string | undefined, text: Messages): string | null => {
  const { data } = useSources();
  if (!id) return null;
  const source = data?.items.find((candidate) => candidate.id === id);
  return source ? sourceName(source, text) : id;
};

/** The check that says this printed figure cannot be right, if any. */
export const useConflict = (figureId: string): Check | undefined =>
  useChecks().data?.items.find((check) => check.verdict === "conflict" && check.printed.id === figureId);

export const fullMetricName = (figure: FigureData, text: Messages): string => {
  const name = metricName(figure.metric, text.language);
  return figure.target ? `${name}: ${nameOf(figure.target, text)}` : name;
};

type FigureProps = {
  readonly figure: FigureData;
  /** `key`: the one number of a card; `strong`: of a line; `text`: in running text; `row`: in tables. */
  readonly size?: "key" | "strong" | "text" | "row";
  /** Date and method in words after the number. */
  readonly meta?: boolean;
  /** Noun after a bare count: `39 dự án`. */
  readonly noun?: string | undefined;
  readonly hideUnit?: boolean;
  /** Whose figure this is, for readers who hear it out of its row. */
  readonly of?: string | undefined;
};

/** A value with its unit, never without date, method and source: all three in the label, all details one click away. */
export const Figure = ({ figure, size = "text", meta = false, noun, hideUnit = false, of }: FigureProps) => {
  const text = useText();
  const source = useSourceName(figure.source?.id, text);
  const conflict = useConflict(figure.id);
  const { qualifier, number, unit: fullUnit } = figureParts(figure, text);
  const unit = size === "row" ? (text.shortUnits[figure.unit] ?? fullUnit) : fullUnit;
  const period = formatPeriod(figure.period, text);
  const isComputed = figure.method === "derived" || figure.method === "estimate";
  const label = text.figureLabel(
    `${of ? `${of}, ` : ""}${fullMetricName(figure, text)}`,
    `${figureSentence(figure, text)}${noun ? ` ${noun}` : ""}`,
    period,
    text.method[figure.method],
    source,
  );
  return (
    <span className={`figure figure-${size} method-${figure.method}`}>
      <Link
        className="figure-value"
        to={{ page: "figure", figureId: figure.id }}
        aria-label={label}
        data-figure={figure.id}
        data-tip={`${capitalise(fullMetricName(figure, text))}\n${figureSentence(figure, text)} · ${period} · ${text.method[figure.method]}${source ? `\n${source}` : ""}`}
      >
        {qualifier && <span className="figure-qualifier">{`${qualifier}\u00a0`}</span>}
        <span className="figure-number">{number}</span>
        {unit && !hideUnit && (
          <span className="figure-unit">{unit === "%" && text.language === "en" ? unit : `\u00a0${unit}`}</span>
        )}
        {noun && <span className="figure-unit">{`\u00a0${noun}`}</span>}
        {isComputed && <span className="figure-mark">{"\u00a0ƒ"}</span>}
        {figure.method === "illustrative" && <IllustrativeWord />}
      </Link>
      {conflict && (
        <Link
          className="conflict-mark"
          to={{ page: "checks", checkId: conflict.id }}
          aria-label={text.conflict}
          data-tip={text.conflict}
        >
          <Icon name="warning" size={14} />
        </Link>
      )}
      {meta && <FigureMeta figure={figure} />}
    </span>
  );
};

/** Said at every made-up number, beside its hatch. The label of the figure says it to those who listen. */
export const IllustrativeWord = () => {
  const text = useText();
  return <span className="figure-word">{` ${text.method.illustrative}`}</span>;
};

/** ` · 12/2024 · công bố`; of a headline (on a line of its own, without the first dot) an old date is a warning. */
export const FigureMeta = ({ figure, isHeadline = false }: { figure: FigureData; isHeadline?: boolean }) => {
  const text = useText();
  const today = useReferenceDay();
  return (
    <span className="figure-meta">
      {!isHeadline && " · "}
      {isHeadline && isOld(figure, today) ? <AgeNote figure={figure} /> : <Period of={figure} />}
      {" · "}
      {text.method[figure.method]}
    </span>
  );
};

/** Warning of a headline that is older than two years. */
export const AgeNote = ({ figure }: { figure: FigureData }) => {
  const text = useText();
  const today = useReferenceDay();
  if (!isOld(figure, today)) return null;
  return (
    <span className="age-note">
      <Icon name="clock" size={13} />
      <time dateTime={figure.asOf}>{text.from(formatPeriod(figure.period, text))}</time>
    </span>
  );
};

/** The period alone, in the warning colour when it is older than two years. */
export const AgedPeriod = ({ figure }: { figure: FigureData }) => {
  const text = useText();
  const today = useReferenceDay();
  if (!isOld(figure, today)) return <Period of={figure} />;
  return (
    <span className="age-note" data-tip={text.old}>
      <Icon name="clock" size={13} />
      <span className="visually-hidden">{text.old} </span>
      <Period of={figure} />
    </span>
  );
};

/** Figure of one metric in a list of headlines. */
export const pickFigure = (figures: readonly FigureData[], metric: FigureData["metric"]): FigureData | undefined =>
  figures.find((figure) => figure.metric === metric);
