import { useEffect, useRef } from "react";
import { useLayers, useSources } from "#client/queries.ts";
import { useView } from "#client/state/navigation.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Cite, Count, Day, Name, Quoted } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Source } from "#contracts/sources.ts";

/** Official ones first. */
const KINDS: readonly Source["kind"][] = [
  "decision",
  "register",
  "census",
  "dataset",
  "press",
  "broker",
  "report",
  "ours",
];
const RELIABILITY: Record<Source["reliability"], number> = { high: 0, medium: 1, low: 2 };

export const SourcesPage = () => {
  const text = useText();
  const asked = useSources();
  const sourceId = useView((view) => view.sourceId);
  useTitle(text.modes.sources);
  return (
    <div className="card wide">
      <PageHeading isBackShown={sourceId !== null}>{text.modes.sources}</PageHeading>
      <p className="lead">{text.sourcesPage.intro}</p>
      {!asked.data ? (
        <Waiting asked={asked} lines={12} />
      ) : (
        KINDS.map((kind) => {
          const sources = asked.data.items
            .filter((source) => source.kind === kind)
            .toSorted(
              (a, b) => RELIABILITY[a.reliability] - RELIABILITY[b.reliability] || b.figureCount - a.figureCount,
            );
          if (sources.length === 0) return null;
          return (
            <section key={kind} className="card-section">
              <h2>{text.sourcesPage.kinds[kind]}</h2>
              <ul className="sources">
                {sources.map((source) => (
                  <SourceItem key={source.id} source={source} isTarget={source.id === sourceId} />
                ))}
              </ul>
            </section>
          );
        })
      )}
    </div>
  );
};

const SourceItem = ({ source, isTarget }: { source: Source; isTarget: boolean }) => {
  const text = useText();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isTarget) return;
    item.current?.scrollIntoView({ block: "center" });
    item.current?.focus({ preventScroll: true });
  }, [isTarget]);
  const layers = useLayers().data?.items.filter(({ sourceIds }) => sourceIds.includes(source.id)) ?? [];
  const note = inLanguage(source.noteVi, source.noteEn, text);
  return (
    <li ref={item} tabIndex={-1} data-target={isTarget || undefined} className="source">
      <h3>
        <Cite id={source.id}>
          {inLanguage(source.titleVi, source.titleEn, text)}
          {source.number && <span className="source-number"> {source.number}</span>}
        </Cite>
      </h3>
      {source.figureCount > 0 && (
        <p className="source-count">
          <Count of={`figures:${source.id}`}>{text.sourcesPage.figures(source.figureCount)}</Count>
        </p>
      )}
      <p className="fine">
        <Cite id={source.id}>{source.publisher}</Cite> ·{" "}
        {source.publishedOn ? <Day on={source.publishedOn} /> : text.sourcesPage.noDate} ·{" "}
        {text.sourcesPage.reliability.toLocaleLowerCase(text.language)}: {text.confidence[source.reliability]}
        {source.licence && (
          <>
            {` · ${text.sourcesPage.licence}: `}
            <Cite id={source.id}>{source.licence}</Cite>
          </>
        )}
        {source.credit && (
          <>
            {" · "}
            <Cite id={source.id}>{source.credit}</Cite>
          </>
        )}
        {source.url && (
          <>
            {" · "}
            <a href={source.url} target="_blank" rel="noreferrer" className="external">
              {text.sourcesPage.visit}
              <Icon name="external" size={13} />
            </a>
          </>
        )}
      </p>
      {layers.length > 0 && (
        <p className="source-note">
          {text.sourcesPage.layers}:{" "}
          {layers.map(({ id, titleVi, titleEn }, index) => (
            <span key={id}>
              {index > 0 && "; "}
              <Name of={{ id, nameVi: titleVi, nameEn: titleEn }} />
            </span>
          ))}
        </p>
      )}
      {note && (
        <p className="source-note">
          <Quoted from={`source:${source.id}`}>{note}</Quoted>
        </p>
      )}
    </li>
  );
};
