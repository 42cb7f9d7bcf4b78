import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { crosswalk } from "#contracts/crosswalk.ts";
import type { FeatureCollection } from "#contracts/layers.ts";
import type { Site } from "#contracts/sites.ts";
import { type TestApp, appForTests } from "../helpers/app.ts";
import { ROOT } from "../helpers/embedded-template.ts";

let server: TestApp;
beforeAll(async () => {
  server = await appForTests();
});
afterAll(() => server.close());

type Moved = z.output<typeof crosswalk.output>;
const ask = async (query: string): Promise<Moved> =>
  z.parse(crosswalk.output, await server.get(`/api/crosswalk?${query}`));
const idsOf = async (layer: string): Promise<string[]> =>
  (await server.get<FeatureCollection>(`/api/layers/${layer}`)).features.map(({ id }) => id);
const total = ({ items }: Moved): number => items.reduce((sum, { value }) => sum + (value ?? 0), 0);

describe("the census of 2019 on the communes since July 2025", () => {
  test("35 communes hold the people of all 109, none lost, none twice", async () => {
    const moved = await ask("metric=population");
    expect([moved.to, moved.asOf, moved.formula]).toEqual(["communes-2025", "2019-04-01", "Σ share × population"]);
    expect(moved.items.map(({ unit }) => unit.id)).toEqual(await idsOf("communes-2025"));
    expect(moved.items).toHaveLength(35);
    const members = moved.items.flatMap((item) => item.members);
    expect(members.map(({ id }) => id).toSorted()).toEqual((await idsOf("communes")).toSorted());
    expect(members.every(({ share, figureId }) => share === 1 && figureId !== null)).toBe(true);
    expect(moved.sum).toBe(1_022_791);
    expect(total(moved)).toBe(moved.sum);
  });

  test("Phường Long Châu is four former wards and communes", async () => {
    const { items } = await ask("metric=population");
    const longChau = items.find(({ unit }) => unit.nameVi === "Phường Long Châu");
    expect(longChau?.members.map(({ nameVi }) => nameVi)).toEqual(["Phường 9", "Phường 1", "Phường 2", "Xã Trường An"]);
    expect(longChau?.missing).toEqual([]);
  });

  test("and back on the 8 districts, with the same sum", async () => {
    const moved = await ask("metric=population&to=districts");
    expect(moved.items.map(({ unit }) => unit.id)).toEqual(await idsOf("districts"));
    expect([moved.sum, total(moved)]).toEqual([1_022_791, 1_022_791]);
  });

  test("before the census was taken, every member is missing and no value stands in", async () => {
    const moved = await ask("metric=population&asOf=2019-03-31");
    expect([moved.asOf, moved.sum]).toEqual([null, null]);
    for (const { value, members, missing } of moved.items) {
      expect(value).toBeNull();
      expect(missing.map(({ id }) => id)).toEqual(members.map(({ id }) => id));
    }
  });

  test.each(["occupancyShare", "landRentUsdPerM2", "marketClass"])("%s does not add up: 400", async (metric) => {
    const response = await server.app.inject({
      url: `/api/crosswalk?metric=${metric}`,
      headers: { "accept-language": "en" },
    });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ type: "/problems/invalid-request", errors: [{ pointer: "/metric" }] });
  });
});

describe("what the map and the cards say of the new communes", () => {
  test("the layer holds 35 with name, code and the merged province", async () => {
    const { features } = await server.get<FeatureCollection>("/api/layers/communes-2025");
    expect(features).toHaveLength(35);
    expect(features.find(({ id }) => id === "commune-2025-29771")?.properties).toEqual({
      id: "commune-2025-29771",
      nameVi: "Phường Bình Minh",
      nameEn: "Binh Minh ward",
      type: "phường",
      code: "29771",
      parentId: "vinh-long-2025",
    });
  });

  test("a site names the commune that took its own over, once there is one", async () => {
    const siteOf = async (query: string) => (await server.get<{ site: Site }>(`/api/sites/binh-minh${query}`)).site;
    expect((await siteOf("")).communeNow).toEqual({
      id: "commune-2025-29770",
      nameVi: "Phường Cái Vồn",
      nameEn: "Cai Von ward",
    });
    expect((await siteOf("?asOf=2025-06-30")).communeNow).toBeNull();
    expect((await siteOf("?asOf=2025-07-01")).communeNow?.nameVi).toBe("Phường Cái Vồn");
    const { items } = await server.get<{ items: Site[] }>("/api/sites");
    for (const { id, commune, communeNow } of items) expect([id, communeNow === null]).toEqual([id, commune === null]);
  });
});

/** Rolls the random tables back. */
class Undone extends Error {}

/** A commune's shares as parts of a million, and its value in thousandths; null where no figure is published. */
const handedOver = fc.record({
  targets: fc.uniqueArray(fc.nat(34), { minLength: 1, maxLength: 4 }),
  cuts: fc.array(fc.integer({ min: 1, max: 999_999 }), { minLength: 3, maxLength: 3 }),
  value: fc.option(fc.maxSafeNat().map((value) => value % 10 ** 12)),
});

test("no valid share table changes a sum, by a billionth or at all", async () => {
  const movedSql = await readFile(join(ROOT, "server/features/crosswalk/moved.sql"), "utf8");
  const [from, to] = [await idsOf("communes"), await idsOf("communes-2025")];
  const movedBy = async (tables: readonly z.output<typeof row>[]) => {
    let answer: { body: Moved; isExact: boolean | null } | undefined;
    const undone = server.db.transaction({ role: "owner" }, async (tx) => {
      await tx.query("delete from crosswalk");
      await tx.query(
        `insert into crosswalk (from_id, to_id, share, source_id)
         select s.from_id, s.to_id, s.share, 'boundaries-mit' from json_to_recordset($1::json) s (from_id text, to_id text, share numeric)`,
        [JSON.stringify(tables.flatMap(({ steps }) => steps))],
      );
      await tx.query(
        `insert into figure (id, known_on, subject_id, metric, value, printed, decimals, qualifier, as_of, period, method, source_id, confidence)
         select 'f-' || v.id, '2026-11-23', v.id, 'marketAreaM2', v.value, v.value, 3, 'exact', '2026-11-01', '2026-11', 'published', 'boundaries-mit', 'high'
         from json_to_recordset($1::json) v (id text, value numeric)`,
        [JSON.stringify(tables.flatMap(({ id, value }) => (value === null ? [] : [{ id, value }])))],
      );
      const { rows } = await tx.query<{ body: Moved; isExact: boolean | null }>(
        `select moved.body,
           (select sum((i ->> 'value')::numeric) from json_array_elements(moved.body -> 'items') i)
             = (moved.body ->> 'sum')::numeric as "isExact"
         from (${movedSql}) moved`,
        ["marketAreaM2", "communes-2025"],
      );
      answer = rows[0];
      throw new Undone();
    });
    await expect(undone).rejects.toThrow(Undone);
    return answer!;
  };
  await fc.assert(
    fc.asyncProperty(fc.array(handedOver, { minLength: from.length, maxLength: from.length }), async (random) => {
      const tables = random.map(({ targets, cuts, value }, place) => {
        const edges = [0, ...new Set(cuts.slice(0, targets.length - 1).toSorted((a, b) => a - b)), 1_000_000];
        const steps = edges.slice(1).map((edge, index) => ({
          from_id: from[place]!,
          to_id: to[targets[index]!]!,
          share: (edge - edges[index]!) / 1_000_000,
        }));
        return { id: from[place]!, steps, value: value === null ? null : value / 1000 };
      });
      const { body, isExact } = await movedBy(tables);
      const moved = z.parse(crosswalk.output, body);
      const given = tables.reduce((sum, { value }) => sum + (value ?? 0), 0);
      expect(isExact).toBe(tables.every(({ value }) => value === null) ? null : true);
      expect(Math.abs(total(moved) - given)).toBeLessThanOrEqual(1e-9 * Math.max(1, given));
      expect(new Set(moved.items.flatMap(({ members }) => members.map(({ id }) => id)))).toEqual(new Set(from));
      for (const { unit, value, members, missing } of moved.items) {
        const known = members.filter(({ figureId }) => figureId !== null);
        expect(missing).toHaveLength(members.length - known.length);
        const wanted = known.reduce(
          (sum, { id, share }) => sum + share * (tables.find((table) => table.id === id)?.value ?? 0),
          0,
        );
        expect(value === null, unit.id).toBe(known.length === 0);
        expect(Math.abs((value ?? 0) - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, wanted));
      }
    }),
    { numRuns: 20, seed: 20_250_701 },
  );
}, 120_000);

const row = z.object({
  id: z.string(),
  steps: z.array(z.object({ from_id: z.string(), to_id: z.string(), share: z.number() })),
  value: z.nullable(z.number()),
});
