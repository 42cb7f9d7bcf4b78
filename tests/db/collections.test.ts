import { afterAll, beforeAll, expect, test } from "vitest";
import { COLLECTIONS } from "#server/collections/collections.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await appForTests();
});
afterAll(() => server.close());

const TYPES: Readonly<Record<string, string>> = {
  text: "string",
  integer: "integer",
  bigint: "integer",
  numeric: "number",
  boolean: "boolean",
  date: "date",
};

const idsOf = async (relation: string, settings = {}): Promise<string[]> => {
  const { rows } = await server.db.query<{ id: string }>(
    `select id from ${relation} order by id collate "C"`,
    [],
    settings,
  );
  return rows.map(({ id }) => id);
};

test.each(COLLECTIONS.map((collection) => [collection.id, collection] as const))(
  "%s: the view has the columns that are described, of their types, and no id twice",
  async (_, { relation, properties }) => {
    const { rows } = await server.db.query<{ name: string; type: string }>(
      `select attname::text as name, format_type(atttypid, null) as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 order by attnum`,
      [relation],
    );
    expect(rows.slice(0, 2)).toEqual([
      { name: "id", type: "text" },
      { name: "geom", type: "geometry" },
    ]);
    expect(rows.slice(2).map(({ name, type }) => [name, TYPES[type]])).toEqual(
      properties.map(({ name, type }) => [name, type]),
    );
    for (const settings of [{}, { data_set: "illustrative" }]) {
      const ids = await idsOf(relation, settings);
      expect(ids.length).toBeGreaterThan(0);
      expect(new Set(ids).size).toBe(ids.length);
    }
  },
);

test("geometries are of the kind that is described, values of the closed sets, and every row names its source or its inputs", async () => {
  for (const { id, relation, geometryType, properties } of COLLECTIONS) {
    const { rows } = await server.db.query<Record<string, unknown> & { geometry_kind: string | null }>(
      `select c.*, null as geom, geometrytype(c.geom) as geometry_kind from ${relation} c`,
      [],
      { data_set: "illustrative" },
    );
    for (const row of rows) {
      expect([null, geometryType?.toUpperCase()], `${id} ${String(row["id"])}`).toContain(row.geometry_kind);
      expect(row["source_id"] ?? row["inputs"], `${id} ${String(row["id"])} says no source`).not.toBeNull();
      expect(["published", "illustrative"]).toContain(row["data_set"]);
      for (const { name, enum: members = [] } of properties.filter((known) => known.enum && row[known.name] !== null)) {
        expect(members, `${id}.${name}`).toContain(row[name]);
      }
    }
  }
});

test("a headline stands with its day, method and source; made-up rows only where they are asked for by name", async () => {
  const { rows } = await server.db.query(
    `select leased_ha::float8 as ha, leased_ha_as_of::text as day, leased_ha_method as method, gross_ha::float8 as gross,
       gross_ha_source as source, deployed_ha as deployed from api.collection_sites where id = 'hoa-phu'`,
  );
  expect(rows[0]).toMatchObject({ day: "2024-12-29", method: "derived", gross: 250.97, deployed: null });
  expect(rows[0]!["ha"]).toBeCloseTo(188.4, 1);

  for (const relation of ["api.collection_sites", "api.collection_figures"]) {
    const published = await idsOf(relation);
    const withMadeUp = await idsOf(relation, { data_set: "illustrative" });
    expect(withMadeUp.length).toBeGreaterThan(published.length);
    const { rows: counted } = await server.db.query(
      `select count(*) as n from ${relation} where data_set <> 'published'`,
    );
    expect(Number(counted[0]!["n"])).toBe(0);
  }
  // Nothing was known of the plan before it was issued.
  expect(await idsOf("api.collection_figures", { as_of: "2000-01-01" })).toEqual([]);
});
