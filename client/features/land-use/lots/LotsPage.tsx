import { useEffect, useMemo } from "react";
import type { Account } from "#client/account.ts";
import { adjust, useView } from "#client/state/navigation.ts";
import { nameOf, useText } from "#client/text.tsx";
import { DayField } from "#client/ui/DayInput.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { dayInVietnam } from "#contracts/calendar-day.ts";
import { useWords } from "../use-words.ts";
import { LotCard } from "./LotCard.tsx";
import { LotWork } from "./LotWork.tsx";
import { LotsPanel } from "./LotsPanel.tsx";
import { useLandSites, useLotLines } from "./lot-data.ts";
import { chosenStore, workStore } from "./lot-store.ts";
import { useLotsOnMap } from "./lots-on-map.ts";
import { useLotWords } from "./use-lot-words.ts";
import "./lots.css";

/** The last day of the Plan, which the made-up set leads to; later ones have nothing new. */
const MADE_UP_DAY = "2015-06-18";

const useLotDay = (): string => {
  const asOf = useView((view) => view.asOf);
  const isIllustrative = useView((view) => view.isIllustrative);
  return asOf ?? (isIllustrative ? MADE_UP_DAY : dayInVietnam(new Date()));
};

/** Lots of a site on a day, as a table and on the map; a lot's card; drawing, splitting and merging. */
export const LotsPage = ({ account }: { account: Account }) => {
  const text = useText();
  const { tabs, site: siteLabel, allSites } = useWords();
  const words = useLotWords();
  const siteId = useView((view) => view.siteId);
  const rowId = useView((view) => view.rowId);
  const day = useLotDay();
  const work = workStore.use();
  const sites = useLandSites();
  const { lines, asked } = useLotLines(siteId, day);
  useTitle(tabs.landLots);
  useLotsOnMap(lines, siteId, rowId);
  useEffect(() => () => workStore.set(null), []);
  const listed = useMemo(
    () => (siteId === null || sites.some(({ id }) => id === siteId) ? sites : [...sites, null]),
    [sites, siteId],
  );
  if (work)
    return <LotWork key={JSON.stringify(work)} work={work} lines={lines ?? []} day={day} accountId={account.id} />;
  if (rowId !== null) return <LotCard key={rowId} id={rowId} account={account} day={day} />;
  return (
    <>
      <PageHeading isBackShown={false}>{tabs.landLots}</PageHeading>
      <div className="lots-choice">
        <label className="field">
          {siteLabel}
          <select
            value={siteId ?? ""}
            onChange={({ target }) => {
              chosenStore.set(new Set());
              adjust({ siteId: target.value || null });
            }}
          >
            <option value="">{allSites}</option>
            {listed.map((site) =>
              site ? (
                <option key={site.id} value={site.id}>
                  {nameOf(site, text)}
                </option>
              ) : (
                <option key="whole" value={siteId!}>
                  {siteId}
                </option>
              ),
            )}
          </select>
        </label>
        <DayField label={words.day} value={day} onDay={(asOf) => asOf !== "" && adjust({ asOf })} />
      </div>
      {asked && !lines ? (
        <Waiting asked={asked} lines={10} />
      ) : (
        <LotsPanel lines={lines ?? []} account={account} day={day} />
      )}
      <p className="field-hint lots-lead">{words.lead}</p>
    </>
  );
};
