import { capitalise, metricName } from "#client/format.ts";
import { useFreshness } from "#client/queries.ts";
import { useReferenceDay } from "#client/state/reference-day.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Day, MetricLabel } from "#client/ui/marks.tsx";
import { Waiting } from "#client/ui/States.tsx";
import type { Freshness as Row, FreshnessKind } from "#contracts/freshness.ts";
import { useWords } from "./use-words.ts";

const ORDER: readonly FreshnessKind[] = [
  "group",
  "zone",
  "corridor",
  "cluster",
  "market",
  "shop",
  "transport",
  "province",
  "unit",
];
type State = "fresh" | "partly" | "old";

const addMonths = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
};

/** Old when even the newest is past its term; partly when only some subject's is. */
const stateOf = ({ dueOn, newestOn, expectedMonths }: Row, day: string): State =>
  dueOn >= day ? "fresh" : addMonths(newestOn, expectedMonths) >= day ? "partly" : "old";

/** How old the newest figures are, by what they are about, and which are overdue. */
export const Freshness = () => {
  const words = useWords();
  const { language } = useText();
  const asked = useFreshness();
  const day = new Intl.DateTimeFormat("sv").format(useReferenceDay());
  return (
    <section className="open-data-all" aria-labelledby="freshness">
      <h2 id="freshness">{words.freshness}</h2>
      <p className="fine">{words.freshnessHint}</p>
      {!asked.data && <Waiting asked={asked} lines={4} />}
      {ORDER.map((kind) => {
        const rows = (asked.data?.items ?? []).filter((row) => row.kind === kind);
        if (rows.length === 0) return null;
        const states = rows.map((row) => stateOf(row, day));
        const worst: State = states.every((state) => state === "fresh")
          ? "fresh"
          : states.every((state) => state === "old")
            ? "old"
            : "partly";
        return (
          <details key={kind}>
            <summary>
              {words.freshnessKinds[kind]}: <StateWord state={worst} /> · {words.expected[kind]}
            </summary>
            <div className="open-data-scroll">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{words.measure}</th>
                    <th scope="col">{words.newestOf}</th>
                    <th scope="col">{words.oldestOf}</th>
                    <th scope="col">{words.due}</th>
                    <th scope="col">{words.state}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, at) => (
                    <tr key={row.metric}>
                      <th scope="row">
                        <MetricLabel of={row.metric}>{capitalise(metricName(row.metric, language))}</MetricLabel>
                      </th>
                      <td>
                        <Day on={row.newestOn} />
                      </td>
                      <td>
                        <Day on={row.oldestOn} />
                      </td>
                      <td>
                        <Day on={row.dueOn} />
                      </td>
                      <td>
                        <StateWord state={states[at] ?? "fresh"} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        );
      })}
    </section>
  );
};

const StateWord = ({ state }: { readonly state: State }) => {
  const words = useWords();
  return (
    <strong className={`freshness-${state}`}>
      {state !== "fresh" && <Icon name="clock" size={14} />} {words.freshnessStates[state]}
    </strong>
  );
};
