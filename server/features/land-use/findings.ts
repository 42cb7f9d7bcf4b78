import type * as z from "zod/mini";
import type { reportFindings } from "#contracts/land-reports.ts";
import type { Tx } from "#server/db/port.ts";
import findingsSql from "./sql/findings.sql?raw";

export type Finding = z.output<typeof reportFindings.output>["items"][number];

/** What in a report does not agree. The names of its rules are spelt as the database has them, which is not how they are told. */
export const findingsOf = async (tx: Tx, reportId: number): Promise<Finding[]> => {
  const { rows } = await tx.query<Finding>(findingsSql, [reportId]);
  return rows.map((finding) => ({
    ...finding,
    rule: finding.rule.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as Finding["rule"],
  }));
};
