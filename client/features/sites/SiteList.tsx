import { memo, type KeyboardEvent } from "react";
import {
  COLUMNS,
  datedFigure,
  figureOfColumn,
  groupOf,
  isAnnounced,
  listSections,
  nextSort,
  type ListSection,
} from "#client/features/sites/list-model.ts";
import { capitalise } from "#client/format.ts";
import type { Messages } from "#client/messages/vi.ts";
import { setHovered, useHovered } from "#client/state/hover.ts";
import { adjust, open, useView } from "#client/state/navigation.ts";
import { LIST_GROUPS } from "#client/state/view-state.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Figure, pickFigure } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Count, Period } from "#client/ui/marks.tsx";
import { Unknown } from "#client/ui/States.tsx";
import type { Site } from "#contracts/sites.ts";

/** Arrow keys walk the names from row to row, Home and End to the ends. */
const walk = (event: KeyboardEvent<HTMLElement>) => {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step === undefined || !(event.target as Element).matches("a.site-name")) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a.site-name")];
  const next = Math.max(0, Math.min(links.length - 1, links.indexOf(event.target as HTMLAnchorElement) + step));
  event.preventDefault();
  links[next]?.focus();
};

export const SiteList = ({ sites }: { sites: readonly Site[] }) => {
  const text = useText();
  const [query, group, sort] = [
    useView((view) => view.query),
    useView((view) => view.group),
    useView((view) => view.sort),
  ];
  const sections = listSections(sites, { query, group, sort });
  const all = sites.filter((site) => site.parentId === null && !isAnnounced(site));
  const shown = sections.reduce((count, section) => count + section.sites.length, 0);
  return (
    <section className="site-list" aria-labelledby="sites" onKeyDown={walk} onPointerLeave={() => setHovered(null)}>
      <div className="list-head">
        <h2 id="sites">{text.listHeading}</h2>
        <span className="fine" aria-live="polite">
          <Count of={shown === all.length ? "listed" : ["shown", "listed"]}>{text.listCount(shown, all.length)}</Count>
        </span>
      </div>
      <div className="chips" role="group" aria-label={text.filterByKind}>
        {[null, ...LIST_GROUPS].map((choice) => (
          <button
            key={choice ?? "all"}
            type="button"
            className="chip"
            aria-pressed={group === choice}
            onClick={() => adjust({ group: choice, sort: null })}
          >
            {choice ? text.groupsShort[choice] : text.allGroups}
            {choice && (
              <Count className="chip-count" of={`listed:${choice}`}>
                {all.filter((site) => groupOf(site) === choice).length}
              </Count>
            )}
          </button>
        ))}
      </div>
      {query !== "" && (
        <p className="active-filter">
          <span>“{query}”</span>
          <button
            type="button"
            className="icon-button"
            aria-label={text.clearSearch}
            onClick={() => adjust({ query: "" })}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
      {sections.length === 0 && (
        <div className="empty">
          <p>{text.emptyList}</p>
          {query !== "" && (
            <button type="button" className="button" onClick={() => adjust({ query: "" })}>
              {text.relaxQuery(query)}
            </button>
          )}
          {group && (
            <button type="button" className="button" onClick={() => adjust({ group: null })}>
              {text.relaxGroup(text.groups[group])}
            </button>
          )}
        </div>
      )}
      {sections.map((section) => (
        <GroupTable key={section.group} section={section} sort={sort} />
      ))}
    </section>
  );
};

const GroupTable = ({ section, sort }: { section: ListSection; sort: string | null }) => {
  const { group, sites, announced } = section;
  const text = useText();
  const columns = COLUMNS[group];
  const sorted = sort?.replace(/^-/, "");
  return (
    <table className={`sites sites-${group}`}>
      <caption>
        {text.groups[group]}{" "}
        <span className="fine">
          <Count of={`shown:${group}`}>{sites.length}</Count>
        </span>
      </caption>
      <thead>
        <tr>
          {columns.map((column) => {
            // A zone's occupancy bears its date beneath it, so one heading sorts by either.
            const sortable = column === "occupancyShare" ? [column, "date"] : [column];
            const direction = sort?.startsWith("-") ? "descending" : "ascending";
            return (
              <th
                key={column}
                scope="col"
                className={`col-${column}`}
                aria-sort={sorted && sortable.includes(sorted) ? direction : undefined}
              >
                {sortable.map((by) => {
                  const label = text.columns[by] ?? by;
                  return (
                    <button
                      key={by}
                      type="button"
                      aria-label={text.sortBy(label)}
                      onClick={() => adjust({ sort: nextSort(sort, by) })}
                    >
                      {label}
                      {sorted === by && (
                        <Icon name={direction === "descending" ? "chevronDown" : "chevronUp"} size={12} />
                      )}
                    </button>
                  );
                })}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {sites.map((site) => (
          <SiteRow key={site.id} site={site} />
        ))}
      </tbody>
      {announced.length > 0 && (
        <tbody className="announced">
          <tr className="announced-head">
            <th scope="rowgroup" colSpan={columns.length}>
              {text.announcedSection}
            </th>
          </tr>
          {announced.map((site) => (
            <SiteRow key={site.id} site={site} />
          ))}
        </tbody>
      )}
    </table>
  );
};

const SiteRow = memo(function SiteRow({ site }: { site: Site }) {
  const text = useText();
  const isHovered = useHovered((id) => id === site.id);
  const group = groupOf(site);
  const dated = datedFigure(site);
  const columns = COLUMNS[group].filter((column) => column !== "name" && column !== "date");
  const hasDate = COLUMNS[group].includes("date");
  // One sentence instead of a row of blanks when nothing in the columns is known.
  const isKnown =
    group === "shops" ||
    columns.some((column) => figureOfColumn(site, column)) ||
    (group === "zones" && pickFigure(site.figures, "registeredCapitalMillionUsd") !== undefined);
  const select = () => open({ page: "site", siteId: site.id });
  return (
    <tr
      data-hovered={isHovered || undefined}
      data-made-up={site.dataSet === "illustrative" || undefined}
      onPointerEnter={() => setHovered(site.id)}
      onFocus={() => setHovered(site.id)}
      onClick={(event) => !(event.target as Element).closest("a,button") && select()}
    >
      <th scope="row">
        <Link className="site-name" to={{ page: "site", siteId: site.id }} data-site={site.id} data-name={site.id}>
          {group === "zones" || group === "clusters"
            ? inLanguage(site.shortNameVi, site.shortNameEn, text)
            : nameOf(site, text)}
        </Link>
        <RowPlace site={site} text={text} />
      </th>
      {isKnown ? (
        columns.map((column) => (
          <td key={column} className={`col-${column}`}>
            <Cell site={site} column={column} />
          </td>
        ))
      ) : (
        <td colSpan={columns.length + (hasDate && !dated ? 1 : 0)} className="col-unknown">
          <Unknown>
            {site.status === "approved"
              ? text.approvedRow
              : isAnnounced(site)
                ? text.announcedRow
                : group === "zones"
                  ? text.noSource
                  : group === "clusters"
                    ? text.areaUnknown
                    : text.noFigure}
          </Unknown>
          {!hasDate && dated && (
            <span className="fine row-date">
              {text.card.area}: <Period of={dated} />
            </span>
          )}
        </td>
      )}
      {hasDate && (isKnown || dated) && <td className="col-date">{dated && <Period of={dated} />}</td>}
    </tr>
  );
});

/** Under the name: its district, or of zones, whose columns leave room for one line, the area. */
const RowPlace = ({ site, text }: { site: Site; text: Messages }) => {
  // The column is narrow, and a bare name of a district means the rural kind.
  const district = site.district ? nameOf(site.district, text).replace(/^Huyện | district$/, "") : "";
  const area = groupOf(site) === "zones" ? pickFigure(site.figures, "grossHa") : undefined;
  return (
    <span className="fine">
      {area ? <Figure figure={area} size="row" of={nameOf(site, text)} /> : district}
      {isAnnounced(site) && ` · ${district}`}
      {site.status === "unverified" && ` · ${text.statuses.unverified}`}
      {site.geometryQuality === "districtOnly" &&
        !isAnnounced(site) &&
        ` · ${text.geometry.districtOnly.toLocaleLowerCase(text.language)}`}
    </span>
  );
};

/** A value, or in words why there is none. */
const Cell = ({ site, column }: { site: Site; column: string }) => {
  const text = useText();
  const of = nameOf(site, text);
  if (column === "status") return capitalise(text.statuses[site.status]);
  const figure = figureOfColumn(site, column);
  if (column === "capital") {
    const usd = pickFigure(site.figures, "registeredCapitalMillionUsd");
    if (figure || usd) {
      return (
        <>
          {figure && <Figure figure={figure} size="row" of={of} />}
          {usd && <Figure figure={usd} size="row" of={of} />}
        </>
      );
    }
  }
  if (figure) {
    return (
      <>
        <Figure figure={figure} size="row" of={of} />
        {column === "occupancyShare" && (
          <span className="fine row-date">
            <Period of={figure} />
          </span>
        )}
      </>
    );
  }
  if (groupOf(site) === "zones") return <Unknown>{text.noSource}</Unknown>;
  return <Unknown>{column === "grossHa" ? text.areaUnknown : text.noFigure}</Unknown>;
};
