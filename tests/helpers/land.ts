/** Land use on a small made-up province: zone A with two phases, zone B, and accounts in each role. */

import { type Db, DbError, type Tx } from "#server/db/port.ts";

const account = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

export const PEOPLE = {
  viewer: account(1),
  officer: account(2),
  reporter: account(3),
  editor: account(4),
  approver: account(5),
  admin: account(6),
  editorOfA: account(7),
  viewerOfB: account(8),
  nobody: account(9),
} as const;
export type PersonName = keyof typeof PEOPLE;

const grants = (["viewer", "officer", "reporter", "editor", "approver", "admin"] as const)
  .map((role) => `('${PEOPLE[role]}', '${role}', null)`)
  .concat(`('${PEOPLE.editorOfA}', 'editor', 'zone-a')`, `('${PEOPLE.viewerOfB}', 'viewer', 'zone-b')`);

export const LAND_FIXTURE = `
  insert into source (id, title_vi, title_en, publisher, kind, language, reliability) values ('s', 's', 's', 's', 'ours', 'vi', 'high');
  insert into subject (id, type, name_vi, name_en)
  select id, case when id = 'vinh-long' then 'province' else 'site' end, id, id
  from unnest(array['vinh-long', 'zone-a', 'zone-a-1', 'zone-a-2', 'zone-b']) as list (id);
  insert into admin_unit (id, level, code, type, source_id, geom)
  values ('vinh-long', 'province', '86', 'tỉnh', 's', st_multi(st_makeenvelope(105.5, 9.8, 106.5, 10.5, 4326)));
  insert into site (id, kind, status, parent_id, ordinal, short_name_vi, short_name_en, search_key, geometry_quality)
  values
    ('zone-a', 'zone', 'operating', null, 1, 'A', 'A', 'a', 'districtOnly'),
    ('zone-a-1', 'zone', 'operating', 'zone-a', 2, 'A1', 'A1', 'a1', 'districtOnly'),
    ('zone-a-2', 'zone', 'operating', 'zone-a', 3, 'A2', 'A2', 'a2', 'districtOnly'),
    ('zone-b', 'zone', 'operating', null, 4, 'B', 'B', 'b', 'districtOnly');
  insert into auth.account (id, login, display_name, password_hash, totp_secret, totp_confirmed_at)
  values ${Object.entries(PEOPLE)
    .map(([name, id]) => `('${id}', '${name.toLowerCase()}', 'Người ${name}', '$argon2id$a', '\\x01', now())`)
    .join(", ")};
  insert into auth.role_grant (account_id, role, site_id) values ${grants.join(", ")};
`;

/** Side of a cell in degrees: about 110 m, so that one holds some 1.21 ha. */
const CELL = 0.001;
const at = (cells: number, origin: number): string => (origin + cells * CELL).toFixed(6);

/** A rectangle of whole or part cells, as EWKT. */
export const cells = (x: number, y: number, width = 1, height = 1): string => {
  const [west, east] = [at(x, 105.9), at(x + width, 105.9)];
  const [south, north] = [at(y, 10.1), at(y + height, 10.1)];
  return `SRID=4326;MULTIPOLYGON(((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south})))`;
};

/** The same as GeoJSON. */
export const cellsJson = (x: number, y: number, width = 1, height = 1) => {
  const [west, east] = [Number(at(x, 105.9)), Number(at(x + width, 105.9))];
  const [south, north] = [Number(at(y, 10.1)), Number(at(y + height, 10.1))];
  return {
    type: "Polygon" as const,
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
};

/** Statements as somebody runs them; `settings` as requests set them. */
export const as = <T>(
  db: Db,
  who: PersonName | null,
  work: (tx: Tx) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> =>
  db.transaction({ role: "writer", settings: { ...(who && { account: PEOPLE[who] }), ...settings } }, work);

/** The rule by which the database refuses, or its SQLSTATE where no rule is named; null where it does not. */
export const refusalOf = async (work: Promise<unknown>): Promise<string | null> => {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof DbError) return error.constraint ?? error.code;
    throw error;
  }
};

export const addLot = async (
  tx: Tx,
  {
    site = "zone-b",
    code,
    geom,
    ha = 1.2,
    use = "industrial",
    from = "2012-01-01",
    to = null,
  }: {
    site?: string;
    code: string;
    geom: string;
    ha?: number;
    use?: string;
    from?: string;
    to?: string | null;
  },
): Promise<number> =>
  idOf(
    tx,
    "insert into land.lot (site_id, code, geom, stated_area_ha, use, in_force) values ($1, $2, $3, $4, $5, daterange($6, $7)) returning id",
    [site, code, geom, ha, use, from, to],
  );

export const addProject = async (tx: Tx, site = "zone-b", name = "Doanh nghiệp thử"): Promise<number> => {
  const enterprise = await idOf(tx, "insert into land.enterprise (name_vi) values ($1) returning id", [name]);
  return idOf(
    tx,
    "insert into land.project (enterprise_id, site_id, name_vi) values ($1, $2, 'Dự án thử') returning id",
    [enterprise, site],
  );
};

export const addLease = (
  tx: Tx,
  lot: number,
  project: number,
  {
    from,
    to = null,
    ha = 1.2,
    contract = "HĐ-1",
  }: { from: string; to?: string | null; ha?: number; contract?: string },
): Promise<number> =>
  idOf(
    tx,
    "insert into land.lease (lot_id, project_id, contract_number, during, area_ha) values ($1, $2, $3, daterange($4, $5), $6) returning id",
    [lot, project, contract, from, to, ha],
  );

export const addEvent = (tx: Tx, lot: number, kind: string, on: string, ha: number | null = null): Promise<number> =>
  idOf(tx, "insert into land.lot_event (lot_id, kind, happened_on, area_ha) values ($1, $2, $3, $4) returning id", [
    lot,
    kind,
    on,
    ha,
  ]);

const idOf = async (tx: Tx, sql: string, params: unknown[]): Promise<number> => {
  const { rows } = await tx.query<{ id: number }>(sql, params);
  return rows[0]!.id;
};
