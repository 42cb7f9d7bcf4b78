import { useSources } from "#client/queries.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { sourceName } from "#client/ui/Figure.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Name, Period, Quoted } from "#client/ui/marks.tsx";
import { Unknown } from "#client/ui/States.tsx";
import type { MarketNetwork } from "#contracts/market-network.ts";
import { useWords } from "./use-words.ts";

const TOPICS = ["operatorConversion", "infrastructureLease", "fireSafety", "ruralCriterion"] as const;

/** What sources say of markets besides their register, by subject; a subject of which none says anything says so. */
export const Attributes = ({ answer: { items } }: { answer: MarketNetwork }) => {
  const words = useWords();
  const text = useText();
  const sources = useSources().data?.items ?? [];
  return (
    <section className="card-section">
      <h2>{words.attributes}</h2>
      <p className="fine">{words.attributesHint}</p>
      {TOPICS.map((topic) => {
        const told = items.flatMap((item) =>
          item.attributes.filter((attribute) => attribute.topic === topic).map((attribute) => ({ item, attribute })),
        );
        return (
          <details key={topic} open={told.length === 0}>
            <summary>{text.topics[topic]}</summary>
            {told.length === 0 && (
              <p>
                <Unknown>{words.noAttribute}</Unknown>
              </p>
            )}
            <ul className="network-told">
              {told.map(({ item, attribute }) => {
                const source = sources.find(({ id }) => id === attribute.source.id);
                return (
                  <li key={attribute.id}>
                    <Link to={{ page: "site", siteId: item.id }}>
                      <Name of={item} />
                    </Link>
                    :{" "}
                    <Quoted from={`fact:${attribute.id}`}>
                      {inLanguage(attribute.textVi, attribute.textEn, text)}
                    </Quoted>{" "}
                    <span className="fine">
                      <Period of={attribute} />
                      {source && (
                        <>
                          {" · "}
                          <Link to={{ page: "sources", sourceId: source.id }}>
                            <Cite id={source.id}>{sourceName(source, text)}</Cite>
                          </Link>
                        </>
                      )}
                    </span>
                  </li>
                );
              })}
            </ul>
          </details>
        );
      })}
    </section>
  );
};
