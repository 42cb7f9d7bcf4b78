import { useState } from "react";
import { Link } from "#client/ui/Link.tsx";
import { Name } from "#client/ui/marks.tsx";
import { Unknown } from "#client/ui/States.tsx";
import type { Output } from "#client/api.ts";
import type { Coverage } from "#contracts/coverage.ts";
import { Amount, Range, Share } from "./Said.tsx";
import { useWords } from "./use-words.ts";

type Answered = { readonly answer: Coverage };

/** Bands as numbers, with a bar of the share of people (of communes, where people are not known): sure, then doubtful. */
export const Bands = ({ answer, areas }: Answered & { areas: Output<"coverageAreas"> | undefined }) => {
  const words = useWords();
  const hasPeople = answer.population.sum !== null;
  return (
    <section className="card-section">
      <h2>{words.bands}</h2>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{words.within}</th>
              <th scope="col">{words.communes}</th>
              {hasPeople && <th scope="col">{words.peopleInside}</th>}
              <th scope="col">{words.twice}</th>
              <th scope="col">{words.area}</th>
            </tr>
          </thead>
          <tbody>
            {answer.bands.map((band, at) => {
              const shown = band.populationShare ?? band.unitShare;
              const area = areas?.features.find(({ properties }) => properties.km === band.km);
              return (
                <tr key={band.km}>
                  <th scope="row">
                    <Amount at={`bands.${at}.km`} value={band.km} decimals={band.km % 1 === 0 ? 0 : 2} /> {words.km}
                    <span className="coverage-bar" aria-hidden="true">
                      <span className="coverage-bar-high" style={{ width: `${shown.high * 100}%` }} />
                      <span className="coverage-bar-low" style={{ width: `${shown.low * 100}%` }} />
                    </span>
                  </th>
                  <td>
                    <Range at={`bands.${at}.units`} of={band.units} />
                    <span className="coverage-share">
                      <Range at={`bands.${at}.unitShare`} of={band.unitShare} isShare />
                    </span>
                  </td>
                  {band.population && band.populationShare && (
                    <td>
                      <Range at={`bands.${at}.population`} of={band.population} />
                      <span className="coverage-share">
                        <Range at={`bands.${at}.populationShare`} of={band.populationShare} isShare />
                      </span>
                    </td>
                  )}
                  <td>
                    <Amount at={`bands.${at}.unitsServedTwice`} value={band.unitsServedTwice} decimals={0} />
                  </td>
                  <td>{area && <Share at={`areas:${area.id}`} value={area.properties.provinceShare} />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="fine">{words.rangeNote}</p>
      {answer.population.sum === null && <p className="note note-info">{words.noPeople}</p>}
    </section>
  );
};

const FIRST = 12;

export const Communes = ({ answer }: Answered) => {
  const words = useWords();
  const [isWhole, setWhole] = useState(false);
  const sites = new Map(answer.sites.map((site) => [site.id, site]));
  const gaps = new Set(answer.gaps);
  const rows = answer.items
    .map((item, at) => ({ item, at }))
    .toSorted((a, b) => (b.item.nearest?.km ?? 0) - (a.item.nearest?.km ?? 0));
  const shown = isWhole ? rows : rows.slice(0, Math.max(FIRST, gaps.size));
  const place = (found: Coverage["items"][number]["nearest"], at: string) => {
    const site = found && sites.get(found.site);
    if (!found || !site) return <Unknown>{words.unknown}</Unknown>;
    return (
      <>
        <Amount at={`${at}.km`} value={found.km} decimals={2} /> {words.km} ·{" "}
        <Link to={{ page: "site", siteId: site.id }}>
          <Name of={site} />
        </Link>
      </>
    );
  };
  return (
    <section className="card-section">
      <h2>{words.byCommune}</h2>
      <p>
        {words.gaps} <Amount at="gaps.length" value={answer.gaps.length} decimals={0} />
      </p>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{words.commune}</th>
              <th scope="col">{words.population}</th>
              <th scope="col">{words.nearest}</th>
              <th scope="col">{words.second}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ item, at }) => (
              <tr key={item.id} data-gap={gaps.has(item.id) || undefined}>
                <th scope="row">
                  <Name of={item} />
                  {item.district && (
                    <span className="fine">
                      {" "}
                      <Name of={item.district} />
                    </span>
                  )}
                  {gaps.has(item.id) && <span className="coverage-gap"> {words.gap}</span>}
                </th>
                <td className="number">
                  {item.population === null ? (
                    <Unknown>{words.unknown}</Unknown>
                  ) : (
                    <Amount at={`items.${at}.population`} value={item.population} decimals={0} />
                  )}
                </td>
                <td>{place(item.nearest, `items.${at}.nearest`)}</td>
                <td>{place(item.second, `items.${at}.second`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length || isWhole ? (
        <button type="button" className="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.less : words.wholeTable}
        </button>
      ) : null}
    </section>
  );
};

export const Pairs = ({ answer }: Answered) => {
  const words = useWords();
  const sites = new Map(answer.sites.map((site) => [site.id, site]));
  const link = (id: string) => {
    const site = sites.get(id);
    return (
      site && (
        <Link to={{ page: "site", siteId: id }}>
          <Name of={site} />
        </Link>
      )
    );
  };
  return (
    <section className="card-section">
      <h2>{words.pairs}</h2>
      <p className="fine">
        {words.pairsHint} <Amount at="closeKm" value={answer.closeKm} decimals={0} /> {words.km}
      </p>
      {answer.pairs.length === 0 ? (
        <p>{words.noPairs}</p>
      ) : (
        <ul className="coverage-pairs">
          {answer.pairs.map(({ a, b, km }, at) => (
            <li key={`${a} ${b}`}>
              {link(a)} – {link(b)}: <Amount at={`pairs.${at}.km`} value={km} decimals={2} /> {words.km}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** Hectares; units without a site are left out, and what is not printed is said. */
export const Land = ({ answer }: Answered) => {
  const words = useWords();
  const sites = new Map(answer.sites.map((site) => [site.id, site]));
  const unmeasured = answer.sites.filter(({ areaHa }) => areaHa === null);
  const rows = answer.land.map((row, at) => ({ row, at })).filter(({ row }) => row.sites > 0);
  return (
    <section className="card-section">
      <h2>{words.land}</h2>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{answer.units === "2015" ? words.district : words.commune}</th>
              <th scope="col">{words.count}</th>
              <th scope="col">{words.ha}</th>
              <th scope="col">{words.withoutArea}</th>
              <th scope="col">{words.haPer1000}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, at }) => (
              <tr key={row.unit.id}>
                <th scope="row">
                  <Name of={row.unit} />
                </th>
                <td>
                  <Amount at={`land.${at}.sites`} value={row.sites} decimals={0} />
                </td>
                <td>
                  {row.areaHa === null ? (
                    <Unknown>{words.unknown}</Unknown>
                  ) : (
                    <Amount at={`land.${at}.areaHa`} value={row.areaHa} decimals={2} />
                  )}
                </td>
                <td>
                  <Amount at={`land.${at}.sitesWithoutArea`} value={row.sitesWithoutArea} decimals={0} />
                </td>
                <td>
                  {row.haPer1000People === null ? (
                    <Unknown>{words.unknown}</Unknown>
                  ) : (
                    <Amount at={`land.${at}.haPer1000People`} value={row.haPer1000People} decimals={2} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unmeasured.length > 0 && (
        <p className="fine">
          {words.withoutArea}:{" "}
          {unmeasured.map((site, at) => (
            <span key={site.id}>
              {at > 0 && ", "}
              <Name of={site} />
            </span>
          ))}
        </p>
      )}
      {answer.unplaced.length > 0 && (
        <p className="fine">
          {words.unplaced}{" "}
          {answer.unplaced.map((id, at) => {
            const site = sites.get(id);
            return (
              site && (
                <span key={id}>
                  {at > 0 && ", "}
                  <Name of={site} />
                </span>
              )
            );
          })}
        </p>
      )}
    </section>
  );
};
