import { lazy, Suspense, useLayoutEffect } from "react";
import type { Account } from "#client/account.ts";
import { useView } from "#client/state/navigation.ts";
import type { LandPage } from "#client/state/view-state.ts";
import { Link } from "#client/ui/Link.tsx";
import { Note, Skeleton } from "#client/ui/States.tsx";
import { READER_ROLES } from "#contracts/role-names.ts";
import { tellChangesOf } from "./editing/undo.ts";
import { mayAct } from "./land-data.ts";
import { useInSight } from "./use-in-sight.ts";
import { useWords } from "./use-words.ts";
import "./land-use.css";

const PAGES = {
  landLots: lazy(() => import("./lots/LotsPage.tsx").then(({ LotsPage: page }) => ({ default: page }))),
  landRegisters: lazy(() =>
    import("./registers/RegistersPage.tsx").then(({ RegistersPage: page }) => ({ default: page })),
  ),
  landReports: lazy(() => import("./reports/ReportsPage.tsx").then(({ ReportsPage: page }) => ({ default: page }))),
  landAlerts: lazy(() => import("./alerts/AlertsPage.tsx").then(({ AlertsPage: page }) => ({ default: page }))),
  landEnquiries: lazy(() =>
    import("./enquiries/EnquiriesPage.tsx").then(({ EnquiriesPage: page }) => ({ default: page })),
  ),
  landLog: lazy(() => import("./log/LogPage.tsx").then(({ LogPage: page }) => ({ default: page }))),
} satisfies Record<LandPage, unknown>;

/** Pages for the management of land use: lots, registers, reports of periods, alerts, log. */
export const LandPages = ({ page, account }: { page: LandPage; account: Account }) => {
  const words = useWords();
  const Page = PAGES[page];
  const siteId = useView((view) => view.siteId);
  const tabs = useInSight<HTMLElement>(page);
  useLayoutEffect(() => tellChangesOf(account.id), [account.id]);
  return (
    <div className="card wide land">
      <nav ref={tabs} className="land-tabs" aria-label={words.tabsLabel}>
        {(Object.keys(PAGES) as LandPage[]).map((tab) => (
          <Link
            key={tab}
            to={{ page: tab, siteId, sort: null, query: "" }}
            aria-current={tab === page ? "page" : undefined}
          >
            {words.tabs[tab]}
          </Link>
        ))}
      </nav>
      {mayAct(account, READER_ROLES) ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <Page account={account} />
        </Suspense>
      ) : (
        <Note tone="info">{words.notAllowed}</Note>
      )}
    </div>
  );
};
