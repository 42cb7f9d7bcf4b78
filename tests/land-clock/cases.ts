/**
 * Legal-clock cases worked out by hand, with a calendar and the laws of geodata/legal-clock-rules.csv: the rows of cases.csv,
 * whose column `why` is the working. Most lots were handed over on Tuesday 2015-03-10: twelve months end on Thursday
 * 2016-03-10. An empty cell of what is expected is not compared.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Day } from "#contracts/calendar-day.ts";
import type { ClockFact, ClockKind, ClockLease } from "#contracts/legal-clock.ts";
import { ROOT } from "../helpers/embedded-template.ts";

const DAY = String.raw`(\d{4}-\d{2}-\d{2})`;
const USE = new RegExp(`^(useStarted|useStopped|useResumed|scheduleMet) ${DAY}$`);
const SCHEDULE = new RegExp(`^scheduleRegistered ${DAY} dueOn ${DAY}$`);
const EXTENSION = new RegExp(`^extension ${DAY} to ${DAY}(?: decidedOn ${DAY})?( unpaid)?$`);
const FORCE_MAJEURE = new RegExp(`^forceMajeure ${DAY}(?: to ${DAY})?$`);

/** `extension 2016-03-11 to 2018-03-10 decidedOn 2016-01-15` and the like. */
function factOf(text: string): ClockFact {
  const [, kind, on] = USE.exec(text) ?? [];
  if (kind && on) return { kind: kind as "useStarted", on };
  const [, registeredOn, dueOn] = SCHEDULE.exec(text) ?? [];
  if (registeredOn && dueOn) return { kind: "scheduleRegistered", on: registeredOn, dueOn };
  const [, from, to, decidedOn, unpaid] = EXTENSION.exec(text) ?? [];
  if (from && to) return { kind: "extension", from, to, isFeePaid: !unpaid, ...(decidedOn ? { decidedOn } : {}) };
  const [, began, ended] = FORCE_MAJEURE.exec(text) ?? [];
  if (began) return { kind: "forceMajeure", from: began, to: ended ?? null };
  throw new Error(`no fact: ${text}`);
}

export const leased = (
  handoverOn: Day | null,
  facts: readonly ClockFact[] = [],
  more: Partial<ClockLease> = {},
): ClockLease => ({ handoverOn, leaseFrom: null, leaseTo: null, lessor: "state", facts, ...more });

const rows: Record<string, string>[] = parse(readFileSync(join(ROOT, "tests/land-clock/cases.csv")), { columns: true });
const orNull = (cell: string | undefined): string | null => cell || null;
const words = (cell: string | undefined): string[] => (cell ?? "").split(" ").filter(Boolean);

/** Members of a reading that a row states, under their names there. */
const EXPECTED = {
  state: "state",
  reason: "reason",
  term: "term",
  counted_from: "countedFrom",
  deadline: "deadline",
  elapsed_days: "elapsedDays",
  suspended_days: "suspendedDays",
  days_left: "daysLeft",
} as const;

export const CASES = rows.map((row) => ({
  clock: row["clock"] as ClockKind,
  name: row["name"]!,
  why: row["why"]!,
  lease: leased(orNull(row["handover_on"]), (row["facts"] ?? "").split("; ").filter(Boolean).map(factOf), {
    leaseFrom: orNull(row["lease_from"]),
    leaseTo: orNull(row["lease_to"]),
    lessor: row["lessor"] as ClockLease["lessor"],
  }),
  asOf: row["as_of"]!,
  expected: Object.fromEntries(
    Object.entries(EXPECTED).flatMap(([column, member]) => {
      const cell = row[column] ?? "";
      return cell === "" ? [] : [[member, /^-?\d+$/.test(cell) ? Number(cell) : cell]];
    }),
  ),
  /** The rule that sets the term. */
  rule: orNull(row["rule"]),
  cites: words(row["cites"]),
  caveats: words(row["caveats"]),
}));
