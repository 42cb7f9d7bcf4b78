import { ALERT_THRESHOLDS, alertLetter, alertLetterFile, landAlerts } from "#contracts/land-alerts.ts";
import type { Day } from "#contracts/calendar-day.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Tx } from "#server/db/port.ts";
import type { DocumentThread } from "#server/documents/document-thread.ts";
import { readLaw } from "#server/land-clock/law.ts";
import { draftLetter, type LetterContent } from "#server/land-clock/letter.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import {
  byUrgency,
  capitalAlerts,
  changeAlerts,
  idleAlert,
  type IdleLease,
  lateAlert,
  type LateReport,
  type LotArea,
  lotAreaAlerts,
  type ProjectCapital,
  readingsOf,
  type SiteArea,
  siteAreaAlerts,
} from "./alerts.ts";
import { letterDocument } from "./letter-document.ts";
import { landSettings } from "./row-routes.ts";
import idleLeasesSql from "./sql/idle-leases.sql?raw";
import lateReportsSql from "./sql/late-reports.sql?raw";
import lotAreasSql from "./sql/lot-areas.sql?raw";
import projectCapitalSql from "./sql/project-capital.sql?raw";
import sitesSql from "./sql/sites.sql?raw";

export const alertRoutes = (api: Api, documents: DocumentThread): void => {
  accountRoute(api, landAlerts, async ({ query }, { asCaller }) => {
    const { on, siteId = null } = query;
    const { law, items } = await asCaller(
      async (tx) => {
        const read = async <R>(sql: string): Promise<R[]> => (await tx.query<R>(sql, [on, siteId])).rows;
        const known = await readLaw(tx);
        const idle = (await tx.query<IdleLease>(idleLeasesSql, [on, siteId, null])).rows;
        const projects = await read<ProjectCapital>(projectCapitalSql);
        const sites = (await tx.query<SiteArea>(sitesSql, [on])).rows;
        const alerts = [
          ...idle.map((lease) => idleAlert(lease, on, known)),
          ...(await read<LateReport>(lateReportsSql)).map(lateAlert),
          ...projects.flatMap((project) => [...capitalAlerts(project, on), ...changeAlerts(project)]),
          ...sites.filter((site) => siteId === null || site.siteId === siteId).flatMap(siteAreaAlerts),
          ...(await read<LotArea>(lotAreasSql)).flatMap(lotAreaAlerts),
        ];
        return { law: known, items: alerts.toSorted(byUrgency) };
      },
      { ...landSettings({ data: query.data }), as_of: on },
    );
    const cited = new Set(items.flatMap(({ readings }) => readings.flatMap(({ ruleIds }) => ruleIds)));
    return { items, rules: law.rules.filter(({ id }) => cited.has(id)), thresholds: ALERT_THRESHOLDS };
  });

  accountRoute(api, alertLetter, async ({ params, query }, { asCaller }) =>
    asCaller((tx) => letterOf(tx, params.id, query.on), landSettings({ data: query.data })).then(
      ({ letter }) => letter,
    ),
  );

  accountRoute(api, alertLetterFile, async ({ params: { id, format }, query: { on, data } }, { asCaller }) => {
    const { letter, lotCode } = await asCaller((tx) => letterOf(tx, id, on), landSettings({ data }));
    const bytes = await documents.make({ format, letter: letterDocument(letter, on, data === "illustrative") });
    return {
      fileName: `Thư đôn đốc lô ${lotCode} ${on}.${format}`,
      document: Buffer.from(bytes).toString("base64"),
    };
  });
};

/** The letter that the more urgent of the two clocks calls for. @throws {Problem} where there is no lease or no cause */
const letterOf = async (tx: Tx, leaseId: number, on: Day): Promise<{ letter: LetterContent; lotCode: string }> => {
  const law = await readLaw(tx);
  const lease = (await tx.query<IdleLease>(idleLeasesSql, [on, null, leaseId])).rows[0];
  if (!lease) {
    return problem("not-found", {
      vi: "Không có hợp đồng này trong phạm vi của bạn với đất chưa sử dụng vào ngày đó.",
      en: "You may see no such lease with land out of use on that day.",
    });
  }
  const { enterpriseNameVi: enterprise, siteNameVi: site, lotCode, leasedHa: areaHa, contractNumber, signedOn } = lease;
  const contract = signedOn === null ? null : { number: contractNumber, signedOn };
  for (const reading of readingsOf(lease, on, law)) {
    const letter = draftLetter({ reading, enterprise, site, lotCode, areaHa, contract }, law);
    if (letter) return { letter, lotCode };
  }
  return problem("not-found", {
    vi: "Chưa có căn cứ để đôn đốc: thời hạn chưa hết, và chưa sắp hết vào ngày đó.",
    en: "There is no cause for a letter: no term is over on that day, or about to be.",
  });
};
