import type { leases as leaseRows, lot as lotRow, lotEvents, lotStages } from "#contracts/land-lots.ts";
import type * as z from "zod/mini";

export type Lot = z.output<typeof lotRow>;
export type LotUse = Lot["use"];
export type LotStageRow = z.output<typeof lotStages.output>["items"][number];
export type LotStage = LotStageRow["stage"];
export type LotEvent = z.output<typeof lotEvents.get.output>;
export type Lease = z.output<typeof leaseRows.get.output>;

/** The order of the funnel; the same as in the contract, of which only the types are sent to the browser. */
export const STAGES = [
  "planned",
  "cleared",
  "state-leased",
  "serviced",
  "leasable",
  "leased",
  "deployed",
] as const satisfies readonly LotStage[];
export const USES = ["industrial", "service", "green", "road", "technical"] as const satisfies readonly LotUse[];

/** A lot on a day, with how far it has come and who holds it. */
export type LotLine = {
  readonly lot: Lot;
  /** Null: it is not in force on that day. */
  readonly stage: LotStageRow | null;
  readonly lessee: string | null;
  readonly project: string | null;
};
