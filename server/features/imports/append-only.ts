import type { Tx } from "#server/db/port.ts";
import type { Geodata, TableName } from "#server/features/imports/geodata.ts";
import { quote, type IssueList, type Place, type Placed } from "#server/features/imports/issue.ts";
import { backdatedSql, editedSql, removedSql, type Target } from "#server/features/imports/statements.ts";

interface Version {
  id: string;
  known_on: string;
}

/** What an append-only table forbids, and what to write instead. */
const FORBIDDEN = [
  {
    sql: editedSql,
    code: "edited",
    vi: "đã nạp với nội dung khác; bảng chỉ thêm: cần giữ dòng cũ và thêm dòng cùng mã với known_on muộn hơn",
    en: "was loaded with other content; the table is append-only: expected the old row and another of the same id with a later known_on",
  },
  {
    sql: removedSql,
    code: "removed",
    vi: "đã nạp nhưng không còn trong tệp; bảng chỉ thêm: cần trả lại dòng đó, số liệu sai thì rút bằng dòng withdrawn = yes có known_on muộn hơn",
    en: "was loaded but is missing from the files; the table is append-only: expected the row, a wrong figure is withdrawn by one with withdrawn = yes and a later known_on",
  },
  {
    sql: backdatedSql,
    code: "backdated",
    vi: "có known_on sớm hơn một dòng cùng mã đã nạp; cần known_on muộn hơn",
    en: "has an earlier known_on than a loaded row of the same id; expected a later one",
  },
];

/** The row of that version, else one of the same id, else the table. */
function placeOf(data: Geodata, from: TableName, { id, known_on: knownOn }: Version): Place {
  const sameId = (data.tables[from].rows as Placed<Version>[]).filter(({ value }) => value.id === id);
  const row = sameId.find(({ value }) => value.known_on === knownOn) ?? sameId[0];
  return row ? { file: row.file, row: row.row, column: "known_on" } : { file: from };
}

/** Compares the rows given (`json`) with those stored: history may be added to, never rewritten. */
export async function refuseRewrites(
  tx: Tx,
  target: Target,
  from: TableName,
  json: string,
  data: Geodata,
  issues: IssueList,
): Promise<void> {
  for (const { sql, code, vi, en } of FORBIDDEN) {
    const { rows } = await tx.query<Version>(sql(target), [json]);
    for (const version of rows) {
      const name = `${quote(version.id)} (known_on ${version.known_on})`;
      issues.add(placeOf(data, from, version), code, { vi: `${name} ${vi}`, en: `${name} ${en}` });
    }
  }
}
