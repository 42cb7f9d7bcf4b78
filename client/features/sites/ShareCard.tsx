import { useState } from "react";
import { useSiteFiles, useSources } from "#client/queries.ts";
import { nameOf, useText } from "#client/text.tsx";
import { fullMetricName, sourceName } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import type { Figure } from "#contracts/figures.ts";
import type { SiteDetail } from "#contracts/sites.ts";
import { toggleShortlisted, useShortlist } from "#client/state/shortlist.ts";
import { Link } from "#client/ui/Link.tsx";
import { asHtmlTable, asTsv, figureRows } from "./card-table.ts";
import { shareWords } from "./share-words.ts";
import "./share-card.css";

type Copied = { readonly what: "table" | "link"; readonly isDone: boolean } | null;

/** The sheet, the map and the figures to take along, and the link to send. */
export const ShareCard = ({ detail: { site } }: { detail: SiteDetail }) => {
  const text = useText();
  const words = shareWords(text.language);
  const address = useSiteFiles(site.id);
  const sources = useSources().data?.items ?? [];
  const [copied, setCopied] = useState<Copied>(null);
  const name = nameOf(site, text);

  const copy = async (what: "table" | "link", items: Record<string, string>) => {
    const blobs = Object.entries(items).map(([type, content]) => [type, new Blob([content], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      setCopied({ what, isDone: true });
    } catch {
      setCopied({ what, isDone: false });
    }
  };
  const copyTable = () => {
    const sourceOf = (id: string) => {
      const source = sources.find((candidate) => candidate.id === id);
      return source ? sourceName(source, text) : "";
    };
    const names = { measure: (figure: Figure) => fullMetricName(figure, text), source: sourceOf };
    const rows = figureRows(site.figures, names, text);
    const caption = `${name} (${location.href})`;
    return copy("table", { "text/plain": `${caption}\n${asTsv(rows)}`, "text/html": asHtmlTable(caption, rows) });
  };
  const labelOf = (what: "table" | "link", label: string) =>
    copied?.what === what ? (copied.isDone ? words.copied : words.failed) : label;

  return (
    <section className="share-card" aria-label={words.title}>
      <a className="button" href={address("sheet.pdf", text.language)} target="_blank" rel="noreferrer">
        <Icon name="download" size={16} />
        {words.sheet}
      </a>
      <a className="button" href={address("sheet.pdf", "both")} target="_blank" rel="noreferrer">
        {words.both}
      </a>
      {site.position && (
        <a className="button" href={address("map.png", text.language)} target="_blank" rel="noreferrer">
          {words.map}
        </a>
      )}
      <Shortlisting siteId={site.id} />
      {site.dataSet === "published" && (
        <Link className="button" to={{ page: "ask", filters: { of: site.id } }}>
          {words.ask}
        </Link>
      )}
      {/* Over plain HTTP browsers have no clipboard. */}
      {"clipboard" in navigator && "ClipboardItem" in window && (
        <>
          {site.figures.length > 0 && (
            <button type="button" className="button" onClick={() => void copyTable()}>
              <span aria-live="polite">{labelOf("table", words.copyTable)}</span>
            </button>
          )}
          <button type="button" className="button" onClick={() => void copy("link", { "text/plain": location.href })}>
            <span aria-live="polite">{labelOf("link", words.copyLink)}</span>
          </button>
        </>
      )}
      <p className="fine">{words.hint}</p>
    </section>
  );
};

const Shortlisting = ({ siteId }: { siteId: string }) => {
  const words = shareWords(useText().language);
  const isListed = useShortlist().items.some((item) => item.siteId === siteId);
  return (
    <>
      <button type="button" className="button" onClick={() => toggleShortlisted(siteId)}>
        {isListed ? words.unlist : words.shortlist}
      </button>
      {isListed && (
        <Link className="button" to={{ page: "shortlist" }}>
          {words.toShortlist}
        </Link>
      )}
    </>
  );
};
