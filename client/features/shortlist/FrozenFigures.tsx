import { capitalise, figureParts, formatPeriod } from "#client/format.ts";
import { useSources } from "#client/queries.ts";
import { useText } from "#client/text.tsx";
import { fullMetricName, sourceName } from "#client/ui/Figure.tsx";
import type { Figure } from "#contracts/figures.ts";
import { keyFigures } from "./key-figures.ts";
import { useWords } from "./use-words.ts";

/** Figures as they were frozen: none of them leads to what was published later. */
export const FrozenFigures = ({ figures }: { readonly figures: readonly Figure[] }) => {
  const text = useText();
  const words = useWords();
  const sources = useSources().data?.items ?? [];
  const shown = keyFigures(figures);
  if (shown.length === 0) return <p className="unknown">{words.noFigures}</p>;
  return (
    <dl className="frozen-figures">
      {shown.map((figure) => {
        const { qualifier, number, unit } = figureParts(figure, text);
        const source = sources.find(({ id }) => id === figure.source?.id);
        return (
          <div key={figure.id}>
            <dt>{capitalise(fullMetricName(figure, text))}</dt>
            <dd>
              <strong>
                {qualifier && `${qualifier}\u00a0`}
                {number}
                {unit && (unit === "%" && text.language === "en" ? unit : `\u00a0${unit}`)}
              </strong>
              <small>
                {formatPeriod(figure.period, text)} · {text.method[figure.method]}
                {source && ` · ${sourceName(source, text)}`}
              </small>
            </dd>
          </div>
        );
      })}
    </dl>
  );
};
