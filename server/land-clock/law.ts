import type { ClockLaw, ClockRule } from "#contracts/legal-clock.ts";
import type { Tx } from "#server/db/port.ts";
import holidaysSql from "./holidays.sql?raw";
import rulesSql from "./rules.sql?raw";

/** What the legal clock knows of the law, as it was loaded with the data. */
export const readLaw = async (tx: Tx): Promise<ClockLaw> => ({
  rules: (await tx.query<ClockRule>(rulesSql)).rows,
  holidays: (await tx.query<ClockLaw["holidays"][number]>(holidaysSql)).rows,
});
