import { capitalise, formatInUnit, joinParts, unitOf } from "#client/format.ts";
import { reconciliationWords } from "#client/messages/reconciliation.ts";
import { useSources } from "#client/queries.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Figure, fullMetricName, sourceName } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Count, Found, Name, Period, Quoted } from "#client/ui/marks.tsx";
import type { Check, Reconciliation } from "#contracts/checks.ts";

type List = { readonly version: Reconciliation["planVersion"]; readonly totals: readonly Reconciliation[] };

const TOPICS = ["zones", "clusters", "markets"];

/** Totals by the dated list they belong to: zones, clusters, markets, each by date; totals of totals last. */
const listsOf = (reconciliations: readonly Reconciliation[]): readonly List[] => {
  const lists = new Map<string | null, { version: Reconciliation["planVersion"]; totals: Reconciliation[] }>();
  for (const total of reconciliations) {
    const key = total.planVersion?.id ?? null;
    const list = lists.get(key) ?? { version: total.planVersion, totals: [] };
    list.totals.push(total);
    lists.set(key, list);
  }
  const place = ({ version }: List) => (version ? TOPICS.indexOf(version.topic) : TOPICS.length);
  return [...lists.values()].toSorted(
    (a, b) => place(a) - place(b) || (a.version?.asOf ?? "").localeCompare(b.version?.asOf ?? ""),
  );
};

/** Every printed total of a list beside what can be counted or added up of it. */
export const Reconciliations = ({ all, checks }: { all: readonly Reconciliation[]; checks: readonly Check[] }) => {
  const text = useText();
  const words = reconciliationWords(text.language);
  if (all.length === 0) return null;
  return (
    <section className="lists" aria-labelledby="lists">
      <h2 id="lists">{words.lists}</h2>
      <p className="lead">{words.listsIntro}</p>
      {listsOf(all).map((list) => (
        <section key={list.version?.id ?? "totals"} className="check">
          <h3>{list.version ? <Name of={list.version} /> : words.totalsOfTotals}</h3>
          {list.version && (
            <p className="fine">
              <Period of={list.version} />
              <ListSource of={list} />
            </p>
          )}
          <ul className="plain">
            {list.totals.map((total) => (
              <TotalRow
                key={total.id}
                total={total}
                check={checks.find(({ printed, verdict }) => verdict === "conflict" && printed.id === total.printed.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
};

/** All totals of a list stand in one publication. */
const ListSource = ({ of: { totals } }: { of: List }) => {
  const text = useText();
  const source = useSources().data?.items.find(({ id }) => id === totals[0]?.printed.source?.id);
  return (
    source && (
      <>
        {" · "}
        <Cite id={source.id}>{sourceName(source, text)}</Cite>
      </>
    )
  );
};

const ICONS = { agrees: "check", shortfall: "approx", conflict: "warning" } as const;

const TotalRow = ({ total, check }: { total: Reconciliation; check: Check | undefined }) => {
  const text = useText();
  const words = reconciliationWords(text.language);
  const { unit, decimals } = total.printed;
  const inUnit = (value: number) =>
    joinParts(
      {
        qualifier: "",
        number: formatInUnit(value, unit, decimals ?? 2, text.language),
        unit: unitOf(unit, text.language),
      },
      text.language,
    );
  const isFound = total.counted === null ? total.inputs.length > 0 : total.counted.length > 0;
  return (
    <li className="total" data-verdict={total.verdict} data-total={total.id}>
      <p className="total-head">
        <Quoted from={`total:${total.id}`}>{inLanguage(total.statementVi, total.statementEn, text)}</Quoted>
        <span className={`verdict verdict-${total.verdict}`}>
          <Icon name={ICONS[total.verdict]} size={15} />
          {words.verdicts[total.verdict]}
        </span>
      </p>
      <dl className="check-values">
        <div>
          <dt>{text.checksPage.printed}</dt>
          <dd>
            <Figure figure={total.printed} size="strong" />
          </dd>
        </div>
        {isFound && (
          <div>
            <dt>{total.counted ? words.namesCounted : words.summed}</dt>
            <dd>
              <Found of={total.id}>{inUnit(total.found)}</Found>
            </dd>
          </div>
        )}
      </dl>
      {(total.reasonVi ?? total.reasonEn) && (
        <p className="check-why">
          <Quoted from={`total:${total.id}`}>{inLanguage(total.reasonVi ?? "", total.reasonEn ?? "", text)}</Quoted>
        </p>
      )}
      {check && (
        <Link className="fine" to={{ page: "checks", checkId: check.id }}>
          {words.openCheck}
        </Link>
      )}
      {(total.counted ?? total.missing).length + total.inputs.length > 0 && (
        <details>
          <summary>
            {total.counted ? (
              <Count of={`names:${total.id}`}>{words.names(total.counted.length)}</Count>
            ) : total.missing.length > 0 ? (
              <Count of={`without:${total.id}`}>{words.without(total.missing.length)}</Count>
            ) : (
              text.checksPage.formula
            )}
          </summary>
          <ul className="plain">
            {total.inputs.map((input) => (
              <li key={input.id}>
                <Figure figure={input} meta /> {capitalise(fullMetricName(input, text))}
              </li>
            ))}
            {(total.counted ?? total.missing).map((site) => (
              <li key={site.id}>
                <Link to={{ page: "site", siteId: site.id }}>
                  <Name of={site} />
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
};
