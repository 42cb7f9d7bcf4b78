import { useState, type ReactNode } from "react";
import { byTopic, oldFigures, toldByWhole } from "#client/features/sites/card-model.ts";
import { capitalise } from "#client/format.ts";
import { useFiguresOf, useSites } from "#client/queries.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Figure, fullMetricName } from "#client/ui/Figure.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Count, Period } from "#client/ui/marks.tsx";
import { Unknown, Waiting } from "#client/ui/States.tsx";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { Site } from "#contracts/sites.ts";

/** Values that stand in for one that is missing: `99,29 % · ≈ 188,40 ha`, each with its noun. */
export const Values = ({ figures, of }: { figures: readonly FigureData[]; of: string }) => {
  const text = useText();
  return figures.map((figure, index) => (
    <span key={figure.id}>
      {index > 0 && (figure.metric === "registeredCapitalMillionUsd" ? " + " : ", ")}
      <Figure figure={figure} of={of} noun={text.nouns[figure.metric]} />
    </span>
  ));
};

type FigureTableProps = {
  readonly figures: readonly FigureData[];
  readonly of: string;
  /** What a row is called; its metric where not given. */
  readonly label?: (figure: FigureData) => ReactNode;
};

/** One figure a row, with its date. */
export const FigureTable = ({ figures, of, label }: FigureTableProps) => {
  const text = useText();
  return (
    <table className="plain-table">
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.id}>
            <th scope="row">{label ? label(figure) : capitalise(fullMetricName(figure, text))}</th>
            <td className="number">
              <Figure figure={figure} of={of} />
            </td>
            <td className="fine">
              <Period of={figure} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

type Told = { readonly whole: Site | undefined; readonly figures: readonly FigureData[] };
const NOTHING_TOLD: Told = { whole: undefined, figures: [] };

/** What of a part only the whole tells since; null until it is known. */
export const useToldByWhole = (site: Site): Told | null => {
  const whole = useSites().data?.items.find(({ id }) => id === site.parentId);
  const history = useFiguresOf(site.id);
  if (!whole || history.isError) return NOTHING_TOLD;
  return history.data ? { whole, figures: toldByWhole(history.data.items, whole) } : null;
};

/** Said where the part's own number would stand. */
export const ToldByWhole = ({ told: { whole, figures } }: { told: Told }) => {
  const text = useText();
  if (!whole) return null;
  const name = nameOf(whole, text);
  return byTopic(figures).map((said) => (
    <p key={said.topic} className="told-by">
      <Unknown>
        {capitalise(text.card.topics[said.topic])}: {text.card.sinceOnlyWhole.before}{" "}
        {said.figures[0] && <Period of={said.figures[0]} />} {text.card.sinceOnlyWhole.after}{" "}
      </Unknown>
      <Link to={{ page: "site", siteId: whole.id }} data-name={whole.id}>
        {name}
      </Link>{" "}
      (<Values figures={said.figures} of={name} />)
    </p>
  ));
};

/** Figures that newer ones replaced, each still with its date, method and source behind it; drawn when asked for. */
const OldTable = ({ site }: { site: Site }) => {
  const text = useText();
  const asked = useFiguresOf(site.id);
  if (!asked.data) return <Waiting asked={asked} lines={3} />;
  const old = oldFigures(site, asked.data.items);
  const isReplacedByWhole = old.some(({ supersededBy }) => supersededBy && !supersededBy.startsWith(`${site.id}.`));
  return (
    <>
      {isReplacedByWhole && <p className="fine">{text.card.partSuperseded}</p>}
      <FigureTable figures={old} of={nameOf(site, text)} />
    </>
  );
};

export const OldDetails = ({ site, label }: { site: Site; label: ReactNode }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      {isOpen && <OldTable site={site} />}
    </details>
  );
};

/** Section of a card; nothing where every known figure is in use. */
export const OldSection = ({ site }: { site: Site }) => {
  const text = useText();
  const history = useFiguresOf(site.id).data?.items;
  const count = history ? oldFigures(site, history).length : 0;
  if (count === 0) return null;
  return (
    <section className="card-section">
      <OldDetails site={site} label={<Count of={`old:${site.id}`}>{text.card.old(count)}</Count>} />
    </section>
  );
};
