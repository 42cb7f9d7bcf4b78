/**
 * Statements that load a table, $1 being its rows as one JSON array: a single parameter keeps the cells of a row together,
 * and the row type of the table gives every cell its type. Names come from the load plan and the row schemas, never from
 * data, so they are put into the text as they are.
 */
export interface Target {
  table: string;
  key: readonly string[];
  columns: readonly string[];
}

const given = ({ table }: Target) => `json_populate_recordset(null::${table}, $1::json) as given`;
const list = (columns: readonly string[], prefix = "") => columns.map((column) => `${prefix}${column}`).join(", ");
const insert = (target: Target) =>
  `insert into ${target.table} (${list(target.columns)}) select ${list(target.columns, "given.")} from ${given(target)} on conflict (${list(target.key)})`;

/** Inserts rows, or changes those with the same key. */
export function upsertSql(target: Target): string {
  const others = target.columns.filter((column) => !target.key.includes(column));
  return `${insert(target)} do update set ${others.map((column) => `${column} = excluded.${column}`).join(", ")}`;
}

/** Reports and calls that were approved here, and the figures they published, stand in no file. */
const APPROVED: Readonly<Record<string, string>> = {
  investment_call: "entered_id is not null",
  source: "kind = 'report'",
  figure: "source_id in (select id from source where kind = 'report')",
};
const ofFiles = (table: string): string => (APPROVED[table] ? `not coalesce(${APPROVED[table]}, false)` : "true");

/** Deletes the rows whose key is not among those given. */
export const deleteOthersSql = (target: Target): string =>
  `delete from ${target.table} where ${ofFiles(target.table)}
     and (${list(target.key)}) not in (select ${list(target.key, "given.")} from ${given(target)})`;

/** Takes the made-up figures out, which the files hold whole. */
export const removeIllustrativeSql = `delete from figure where method = 'illustrative' and ${ofFiles("figure")}`;

/** Inserts rows with a new key and leaves the others alone. */
export const appendSql = (target: Target): string => `${insert(target)} do nothing`;

/** Inserts rows under numbers that were taken for them. */
export const insertNumberedSql = (target: Target): string =>
  `insert into ${target.table} (${list(target.columns)}) overriding system value
   select ${list(target.columns, "given.")} from ${given(target)}`;

/** Rows that the files account for. */
export const countSql = ({ table }: Target): string =>
  `select count(*)::int as count from ${table} where ${ofFiles(table)}`;

/** Rows given with a key that is stored with other content, one row per key. */
export const editedSql = (target: Target): string =>
  `select ${list(target.key, "given.")} from ${given(target)} join ${target.table} stored using (${list(target.key)})
   where (${list(target.columns, "given.")}) is distinct from (${list(target.columns, "stored.")})`;

/** Stored rows of an append-only table that were not given, one row per key. */
export const removedSql = (target: Target): string =>
  `select ${list(target.key, "stored.")} from ${target.table} stored
   where ${ofFiles(target.table)} and not exists (select from ${given(target)} where ${target.key.map((column) => `given.${column} = stored.${column}`).join(" and ")})`;

/** Rows given with a new key that claim to have been known before a stored row of the same id, one row per key. */
export const backdatedSql = (target: Target): string =>
  `select ${list(target.key, "given.")} from ${given(target)}
   where not exists (select from ${target.table} stored where stored.id = given.id and stored.known_on = given.known_on)
     and exists (select from ${target.table} stored where stored.id = given.id and stored.known_on > given.known_on)`;
