import { useState } from "react";
import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { cornersOf, polygonsOf } from "./geometry.ts";
import type { Lot } from "./lot-types.ts";
import { tsvOf, type Cell } from "./lot-files.ts";
import { useLotWords } from "./use-lot-words.ts";
import { toDegreesMinutesSeconds, toGrid } from "./vn2000.ts";

/** Corners of a lot in the grid of cadastral maps and in degrees, to be copied into decisions and instruments. */
export const LotCorners = ({ lot }: { lot: Lot }) => {
  const { card, copied, copyFailed } = useLotWords();
  const { language } = useText();
  const sign = language === "vi" ? "," : ".";
  const [said, setSaid] = useState("");
  const rings = polygonsOf(lot.geometry).flat();
  const corners = rings.flatMap((ring, ringAt) =>
    cornersOf(ring).map((position, at) => ({
      name: rings.length > 1 ? `${ringAt + 1}.${at + 1}` : String(at + 1),
      position,
      ...toGrid(position),
    })),
  );
  const spell = (value: number, decimals: number) => formatNumber(value, decimals, language, false);
  const copy = async () => {
    const table: Cell[][] = [
      [card.corner, card.north, card.east, card.latitude, card.longitude],
      ...corners.map(({ name, northM, eastM, position: [lng, lat] }) => [
        name,
        Number(northM.toFixed(3)),
        Number(eastM.toFixed(3)),
        Number(lat.toFixed(8)),
        Number(lng.toFixed(8)),
      ]),
    ];
    try {
      await navigator.clipboard.writeText(tsvOf(table, sign));
      setSaid(copied(corners.length));
    } catch {
      setSaid(copyFailed);
    }
  };
  return (
    <section className="card-section">
      <h2>{card.corners}</h2>
      <div className="lots-frame lots-corners" role="region" aria-label={card.corners} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <td />
              <th scope="colgroup" colSpan={2}>
                {card.grid}
              </th>
              <th scope="colgroup" colSpan={4}>
                {card.degrees}
              </th>
            </tr>
            <tr>
              <th scope="col">{card.corner}</th>
              <th scope="col">{card.north}</th>
              <th scope="col">{card.east}</th>
              <th scope="col" colSpan={2}>
                {card.latitude}
              </th>
              <th scope="col" colSpan={2}>
                {card.longitude}
              </th>
            </tr>
          </thead>
          <tbody>
            {corners.map(({ name, northM, eastM, position: [lng, lat] }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{spell(northM, 3)}</td>
                <td>{spell(eastM, 3)}</td>
                <td>{spell(lat, 7)}</td>
                <td>{toDegreesMinutesSeconds(lat, sign)}</td>
                <td>{spell(lng, 7)}</td>
                <td>{toDegreesMinutesSeconds(lng, sign)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="lots-actions">
        <button type="button" className="button button-small" onClick={() => void copy()}>
          {card.copyCorners}
        </button>
        <span role="status" className="lots-said">
          {said}
        </span>
      </p>
    </section>
  );
};
