import { useMarketNetwork, useMarketNetworkFile, useSources } from "#client/queries.ts";
import { adjust, currentView, useView } from "#client/state/navigation.ts";
import { nameOf, useText } from "#client/text.tsx";
import { sourceName } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Name, Period } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { type MarketNetwork, NEED_CRITERIA, type NeedCriterion } from "#contracts/market-network.ts";
import { spellWeights, type WeightsBy, weightsIn } from "#contracts/scoring.ts";
import { Amount } from "../Said.tsx";
import { Attributes } from "./Attributes.tsx";
import { Classes } from "./Classes.tsx";
import { Operators } from "./Operators.tsx";
import { Queue } from "./Queue.tsx";
import { Shops } from "./Shops.tsx";
import { useWords } from "./use-words.ts";
import "../coverage.css";

const FORMATS = { xlsx: "Excel", csv: "CSV", pdf: "PDF" } as const;

/** An empty value takes its part of the address away. */
const askFor = (changed: Record<string, string>): void => {
  const all = Object.entries({ ...currentView().filters, ...changed }).filter(([, value]) => value !== "");
  adjust({ filters: Object.fromEntries(all) });
};

/** Markets of a dated list: who runs them, their classes by the rules, which to upgrade first. */
export const NetworkPage = () => {
  const words = useWords();
  const text = useText();
  const filters = useView((view) => view.filters);
  const input = filters.list === undefined ? {} : { list: filters.list };
  const asked = useMarketNetwork(input);
  const fileAddress = useMarketNetworkFile(input);
  const weights: WeightsBy<NeedCriterion> = weightsIn(NEED_CRITERIA, filters.weights);
  const spelt = spellWeights(NEED_CRITERIA, weights);
  const answer = asked.data;
  useTitle(words.title);
  return (
    <div className="card wide coverage">
      <PageHeading isBackShown={false}>{words.title}</PageHeading>
      <p className="lead">{words.lead}</p>
      <p>
        <Link to={{ page: "coverage" }}>{words.toCoverage}</Link>
      </p>
      {answer ? (
        <>
          {answer.lists.length > 1 && (
            <p className="chips" role="group" aria-label={words.listOf}>
              {answer.lists.map((list) => (
                <button
                  key={list.id}
                  type="button"
                  className="chip"
                  aria-pressed={list.id === answer.list?.id}
                  onClick={() => askFor({ list: list.id })}
                >
                  {nameOf(list, text)}
                </button>
              ))}
            </p>
          )}
          {answer.list === null ? <Note tone="warning">{words.noList}</Note> : <ListUsed answer={answer} />}
          <Operators answer={answer} />
          {answer.items.length > 0 && (
            <>
              <Queue
                answer={answer}
                weights={weights}
                onWeigh={(by) => askFor({ weights: spellWeights(NEED_CRITERIA, by) })}
              />
              <p className="coverage-files">
                {words.files}:{" "}
                {(["xlsx", "csv", "pdf"] as const).map((format) => (
                  <a key={format} className="button" href={fileAddress(format, text.language, spelt)} download>
                    <Icon name="download" size={16} />
                    {FORMATS[format]}
                  </a>
                ))}
              </p>
            </>
          )}
          <Classes answer={answer} />
          {answer.items.length > 0 && (
            <>
              <Attributes answer={answer} />
              <Shops answer={answer} />
            </>
          )}
          <section className="card-section">
            <h2>{words.method}</h2>
            <p>{words.methodText}</p>
            {answer.list && <ListSource id={answer.list.source} />}
          </section>
        </>
      ) : (
        <Waiting asked={asked} lines={12} />
      )}
    </div>
  );
};

const ListUsed = ({ answer: { list, items } }: { answer: MarketNetwork }) => {
  const words = useWords();
  if (!list) return null;
  const doubtful = items.filter(({ isDoubtful }) => isDoubtful).length;
  return (
    <section className="coverage-used">
      <p>
        {words.used}: <Name of={list} /> (<Period of={list} />){!list.isComplete && <> · {words.incomplete}</>}
      </p>
      {list.dataSet === "illustrative" && <Note tone="warning">{words.illustrative}</Note>}
      <p>
        <Amount at="network:total" value={items.length} decimals={0} /> {words.markets} ·{" "}
        <Amount at="network:doubtful" value={doubtful} decimals={0} /> {words.doubtful}
      </p>
    </section>
  );
};

const ListSource = ({ id }: { id: string }) => {
  const words = useWords();
  const text = useText();
  const source = useSources().data?.items.find((one) => one.id === id);
  if (!source) return null;
  return (
    <p className="fine">
      {words.source}:{" "}
      <Link to={{ page: "sources", sourceId: id }}>
        <Cite id={id}>{sourceName(source, text)}</Cite>
      </Link>
    </p>
  );
};
