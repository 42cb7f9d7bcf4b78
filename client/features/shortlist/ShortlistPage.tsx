import { formatDay } from "#client/format.ts";
import { fetchSites, useHandout, useSites } from "#client/queries.ts";
import { useView } from "#client/state/navigation.ts";
import { changeShortlist, type Shortlist, toggleShortlisted, useShortlist } from "#client/state/shortlist.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Name } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { useTitle } from "#client/ui/title.ts";
import { PackMaker } from "./PackMaker.tsx";
import { PresentButton } from "./present.tsx";
import { useWords } from "./use-words.ts";
import "./shortlist.css";

/** As many as stand side by side. */
const MOST_COMPARED = 5;

const move = (list: Shortlist, from: number, to: number): Shortlist => {
  const items = [...list.items];
  const [item] = items.splice(from, 1);
  if (item) items.splice(to, 0, item);
  return { ...list, items };
};

/** The sites to be shown: put in order, noted, presented, printed, and frozen into a pack. */
export const ShortlistPage = () => {
  const text = useText();
  const words = useWords();
  const list = useShortlist();
  const asOf = useView((view) => view.asOf);
  const handout = useHandout();
  const sites = new Map((useSites().data?.items ?? []).map((site) => [site.id, site]));
  useTitle(words.title);
  const ids = list.items.map(({ siteId }) => siteId);
  const title = list.name.trim() || words.unnamed;
  const subtitle = asOf === null ? words.newest : words.asOf(formatDay(asOf, text.language));
  const prepare = async () => {
    const details = await fetchSites(ids);
    return {
      title,
      subtitle,
      slides: details.map((detail, at) => ({ detail, note: list.items[at]?.note || null })),
      contact: [],
    };
  };
  return (
    <div className="card wide shortlist">
      <PageHeading>{words.title}</PageHeading>
      <p className="lead">{words.intro}</p>
      {list.items.length === 0 ? (
        <p className="empty">
          {words.empty} <Link to={{ page: "overview" }}>{words.toMap}</Link>
        </p>
      ) : (
        <>
          <label className="field">
            {words.name}
            <input
              value={list.name}
              maxLength={200}
              placeholder={words.nameHint}
              onChange={(event) => {
                const name = event.target.value;
                changeShortlist((before) => ({ ...before, name }));
              }}
            />
          </label>
          <ol className="shortlisted">
            {list.items.map((item, at) => {
              const site = sites.get(item.siteId);
              const name = site ? nameOf(site, text) : item.siteId;
              return (
                <li key={item.siteId}>
                  <div className="shortlisted-line">
                    <Link to={{ page: "site", siteId: item.siteId }}>{site ? <Name of={site} /> : item.siteId}</Link>
                    <span className="shortlisted-tools">
                      <Tool
                        icon="chevronUp"
                        label={words.up(name)}
                        isOff={at === 0}
                        onPress={() => changeShortlist((before) => move(before, at, at - 1))}
                      />
                      <Tool
                        icon="chevronDown"
                        label={words.down(name)}
                        isOff={at === list.items.length - 1}
                        onPress={() => changeShortlist((before) => move(before, at, at + 1))}
                      />
                      <Tool icon="close" label={words.remove(name)} onPress={() => toggleShortlisted(item.siteId)} />
                    </span>
                  </div>
                  <textarea
                    rows={2}
                    maxLength={2000}
                    aria-label={words.note(name)}
                    placeholder={words.notePlaceholder}
                    value={item.note}
                    onChange={(event) => {
                      const note = event.target.value;
                      changeShortlist((before) => ({
                        ...before,
                        items: before.items.map((one) => (one.siteId === item.siteId ? { ...one, note } : one)),
                      }));
                    }}
                  />
                </li>
              );
            })}
          </ol>
          <p className="buttons">
            <PresentButton prepare={prepare} />
            {ids.length > 1 && (
              <Link
                className="button"
                to={{ page: "compare", filters: { ids: ids.slice(0, MOST_COMPARED).join(",") } }}
              >
                {words.compare}
              </Link>
            )}
            <a className="button" href={handout(ids, text.language)} target="_blank" rel="noreferrer">
              <Icon name="download" size={16} /> {words.handout}
            </a>
            <a className="button" href={handout(ids, "both")} target="_blank" rel="noreferrer">
              {words.handoutBoth}
            </a>
          </p>
        </>
      )}
      <PackMaker list={{ ...list, name: title }} />
    </div>
  );
};

type ToolProps = {
  readonly icon: "chevronUp" | "chevronDown" | "close";
  readonly label: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
};

const Tool = ({ icon, label, isOff = false, onPress }: ToolProps) => (
  <button type="button" className="icon-button" aria-label={label} title={label} disabled={isOff} onClick={onPress}>
    <Icon name={icon} />
  </button>
);
