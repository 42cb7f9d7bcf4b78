import { LAND_KINDS, type LandKind } from "#contracts/land-use.ts";
import { DbError, type Settings, type Tx } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import { etagOf } from "#server/row-version.ts";
import { explainRefusal } from "./refusals.ts";
import getSql from "./sql/get.sql?raw";
import historySql from "./sql/history.sql?raw";

type Row = Readonly<Record<string, unknown>>;
type AsCaller = <T>(work: (tx: Tx) => Promise<T>, settings?: Settings) => Promise<T>;

const TABLE_KINDS: Readonly<Record<string, LandKind>> = {
  lot: "lots",
  lot_event: "events",
  project_version: "project-versions",
  lease_fact: "lease-facts",
  report_project: "report-projects",
  investment_call: "calls",
};
/** Of a table, or a kind itself. */
export const kindOf = (table: string): LandKind =>
  TABLE_KINDS[table] ?? LAND_KINDS.find((kind) => kind === table || kind === `${table}s`) ?? "lots";

/** Computed of other fields, or counting. */
const NOT_ENTERED = ["rowVersion", "measuredAreaHa", "areaDifferenceShare", "isAreaDoubtful"];
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A row that a write was about: the version held, and the fields it would have got. */
export type Attempt = { readonly version: number; readonly given?: Row; readonly at?: string };

/**
 * Runs a write. Where a row has another version than the one held, answers what it is now and which fields differ, each as it
 * was held, is now and would have become; `attemptOf` finds what was attempted of a row.
 */
export const writing = async <T>(
  asCaller: AsCaller,
  settings: Settings,
  work: (tx: Tx) => Promise<T>,
  attemptOf: (id: number) => Attempt,
  at?: () => string,
): Promise<T> => {
  try {
    return await asCaller(work, settings);
  } catch (error) {
    if (!(error instanceof DbError) || error.code !== "LU412") return explainRefusal(error, at?.());
    const [kind, id] = [kindOf(error.table ?? ""), Number(error.detail)];
    return conflict(
      await asCaller((tx) => versionsOf(tx, kind, id), settings).catch(explainRefusal),
      attemptOf(id),
      error,
    );
  }
};

type Versions = { readonly current: Row; readonly states: readonly Row[] };

const versionsOf = async (tx: Tx, kind: LandKind, id: number): Promise<Versions> => {
  const { rows } = await tx.query<{ row: Row }>(getSql, [kind, id]);
  const history = await tx.query<{ row: { after: Row | null } }>(historySql, [kind, id]);
  return { current: rows[0]!.row, states: history.rows.flatMap(({ row }) => (row.after ? [row.after] : [])) };
};

const conflict = ({ current, states }: Versions, { version, given, at = "" }: Attempt, cause: unknown): never => {
  const held = states.find((state) => state["rowVersion"] === version);
  const fields = Object.keys(current)
    .filter((field) => !NOT_ENTERED.includes(field) && held !== undefined && !isSame(held[field], current[field]))
    .map((field) => ({
      field,
      held: held?.[field] ?? null,
      current: current[field],
      ...(given && field in given && { given: given[field] }),
    }));
  const detail = {
    vi: "Mục này đã được sửa sau khi bạn đọc; hãy xem các trường khác nhau rồi ghi lại với phiên bản mới.",
    en: "The row was changed after you read it; see which fields differ, then write again with the new version.",
  };
  return problem("version-conflict", detail, {
    members: { current, fields },
    errors: [{ pointer: at, message: detail }],
    headers: { etag: etagOf(current as { rowVersion: number }) },
    cause,
  });
};
