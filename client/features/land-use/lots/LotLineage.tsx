import { formatDay } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Waiting } from "#client/ui/States.tsx";
import type { lotLineage } from "#contracts/land-lots.ts";
import type * as z from "zod/mini";
import { useLand, useLandRows } from "../land-data.ts";
import type { Lot } from "./lot-types.ts";
import { useLotWords } from "./use-lot-words.ts";

type Descent = z.output<typeof lotLineage.output>["items"][number];

/** Of which lots one came, and which came of it. */
export const LotLineage = ({ lot }: { lot: Lot }) => {
  const { card } = useLotWords();
  const { language } = useText();
  const asked = useLand<{ items: Descent[] }>("lineage", { siteId: lot.siteId });
  // Also lots that are no more.
  const lots = useLandRows<Lot>("lots", { siteId: lot.siteId });
  const codeOf = (id: number) => lots.data?.find((each) => each.id === id)?.code ?? String(id);
  const own = (asked.data?.items ?? []).filter(({ parentId, childId }) => parentId === lot.id || childId === lot.id);
  const groups = new Map<string, { words: string; ids: number[] }>();
  for (const { parentId, childId, operation, happenedOn } of own) {
    const isOrigin = childId === lot.id;
    const told = { split: [card.splitFrom, card.splitInto], merge: [card.mergedFrom, card.mergedInto] } as const;
    const words = told[operation][isOrigin ? 0 : 1](formatDay(happenedOn, language));
    const group = groups.get(words) ?? { words, ids: [] };
    group.ids.push(isOrigin ? parentId : childId);
    groups.set(words, group);
  }
  return (
    <section className="card-section">
      <h2>{card.lineage}</h2>
      {!asked.data ? (
        <Waiting asked={asked} lines={1} />
      ) : groups.size === 0 ? (
        <p className="unknown">{card.noLineage}</p>
      ) : (
        <ul className="plain">
          {[...groups.values()].map(({ words, ids }) => (
            <li key={words}>
              {words}{" "}
              {ids.map((id, at) => (
                <span key={id}>
                  {at > 0 && ", "}
                  <Link to={{ page: "landLots", rowId: id }}>{codeOf(id)}</Link>
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
