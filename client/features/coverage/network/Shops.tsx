import { Figure } from "#client/ui/Figure.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Name, Period } from "#client/ui/marks.tsx";
import { Unknown } from "#client/ui/States.tsx";
import type { MarketNetwork } from "#contracts/market-network.ts";
import { Kilometres } from "../Said.tsx";
import { useWords } from "./use-words.ts";

const SHOWN = 5;

/** Supermarkets and trade centres as competition of markets: how many are stated, which are known, who is near them. */
export const Shops = ({ answer: { shops, shopsStated, items } }: { answer: MarketNetwork }) => {
  const words = useWords();
  const names = new Map(shops.map((shop) => [shop.id, shop]));
  const near = items
    .flatMap((item, at) => (item.nearestShop ? [{ item, at, ...item.nearestShop }] : []))
    .toSorted((a, b) => a.km - b.km)
    .slice(0, SHOWN);
  return (
    <section className="card-section">
      <h2>{words.shops}</h2>
      {shopsStated.map((figure) => (
        <p key={figure.id}>
          <Figure figure={figure} /> (<Period of={figure} />)
        </p>
      ))}
      <p>
        {words.shopsKnown}:{" "}
        {shops.length === 0 ? (
          <Unknown>{words.unknown}</Unknown>
        ) : (
          shops.map((shop, at) => (
            <span key={shop.id}>
              {at > 0 && ", "}
              <Link to={{ page: "site", siteId: shop.id }}>
                <Name of={shop} />
              </Link>
            </span>
          ))
        )}
      </p>
      <p className="fine">{words.shopsHint}</p>
      {near.length > 0 && (
        <table className="coverage-table">
          <caption className="fine">{words.nearestShop}</caption>
          <thead>
            <tr>
              <th scope="col">{words.market}</th>
              <th scope="col">{words.shop}</th>
            </tr>
          </thead>
          <tbody>
            {near.map(({ item, at, site, km }) => {
              const shop = names.get(site);
              return (
                <tr key={item.id}>
                  <th scope="row">
                    <Link to={{ page: "site", siteId: item.id }}>
                      <Name of={item} />
                    </Link>
                  </th>
                  <td>
                    <Kilometres at={`network:items.${at}.nearestShop.km`} value={km} /> · {shop && <Name of={shop} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
};
