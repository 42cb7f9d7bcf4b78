import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#server/db/port.ts";
import { loadGeodata } from "#server/features/imports/load.ts";
import { readFiles, readGeodata } from "#server/features/imports/read.ts";
import { backends } from "../helpers/backends.ts";
import { addIllustrative } from "./planted/illustrative.ts";
import { all, contentOf, loadFiles, replace, rewrite, setCells, SMALL, withChange } from "./data-set.ts";

const addFigure = (row: string) => rewrite("figures/others.csv", (text) => `${text}${row}\n`);

describe.each(backends)("loading on $name", ({ open }) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => ({ db, close } = await open()));
  afterAll(() => close());

  const rowsOf = async (sql: string) => (await db.transaction({ role: "owner" }, (tx) => tx.query(sql))).rows;

  test("everything in the folder is loaded, and twice is once", async () => {
    const outcome = await loadGeodata(db, SMALL);
    expect(outcome).toMatchObject({
      status: "loaded",
      counts: {
        source: 3,
        admin_unit: 9,
        crosswalk: 4,
        site: 6,
        subject: 17,
        figure: 23,
        fact: 1,
        control_total: 5,
        shape: 6,
      },
    });
    const before = await contentOf(db);
    const again = await loadGeodata(db, SMALL);
    expect(again).toEqual({ status: "unchanged", dataVersion: (outcome as { dataVersion: string }).dataVersion });
    expect(await contentOf(db)).toEqual(before);
  });

  test("two loads at once: one loads, the other finds it done", async () => {
    const files = await withChange(replace("groups.csv", "Both zones", "Both zones together"));
    const outcomes = await Promise.all([loadFiles(db, files), loadFiles(db, files)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["loaded", "unchanged"]);
  });

  test("what was approved here stays when other files are loaded", async () => {
    await db.transaction({ role: "owner" }, (tx) =>
      tx.script(`
        insert into source (id, title_vi, title_en, publisher, kind, language, reliability)
        values ('bao-cao-1', 'Báo cáo', 'Report', 'BQL', 'report', 'vi', 'high');
        insert into figure (id, known_on, subject_id, metric, value, printed, qualifier, as_of, period, method, source_id, confidence)
        values ('khu-mot.projects.reported', '2026-02-01', 'khu-mot', 'projects', 7, '7', 'exact', '2025-12-31', '2025', 'reported', 'bao-cao-1', 'high');
        insert into investment_call (id, site_id, name_vi, as_of, known_on, entered_id, entered_version)
        values ('keu-goi-1', 'khu-mot', 'Nhà máy', '2026-01-05', '2026-02-01', 1, 1);
      `),
    );
    const files = await withChange(replace("groups.csv", "Both zones", "The two zones"));
    expect(await loadFiles(db, files)).toMatchObject({ status: "loaded", counts: { source: 3, investment_call: 1 } });
    expect(
      await rowsOf(
        "select id from source where kind = 'report' union all select id from figure where method = 'reported' union all select id from investment_call order by 1",
      ),
    ).toEqual([
      { id: "bao-cao-1" },
      { id: "keu-goi-1" },
      { id: "keu-goi-ke-hoach" },
      { id: "khu-mot.projects.reported" },
    ]);
    // Away again, for what follows counts the figures; as whoever owns the tables, for nobody else may.
    await db.transaction({ role: "owner" }, (tx) =>
      tx.script(`
        set local session_replication_role = replica;
        delete from investment_call where entered_id is not null;
        delete from figure where source_id = 'bao-cao-1';
        delete from source where id = 'bao-cao-1';
      `),
    );
  });

  test("a site is found by every name it has, without diacritics", async () => {
    const rows = await rowsOf("select id, search_key as key from site where id in ('cho-tu', 'khu-mot') order by id");
    expect(rows[0]).toMatchObject({ key: expect.stringMatching(/^cho tu quy .*xa dong hai.*huyen dong/) });
    expect(rows[1]).toMatchObject({ key: expect.stringMatching(/khu cong nghiep nhat .*industrial zone/) });
  });

  test("figures keep their digits: decimals as printed, shares as fractions, ranges as ranges", async () => {
    const rows = await rowsOf(
      "select id, value, low, high, decimals from figure where id ~ 'occupancyShare|landRent|MillionUsd|leasedHa' order by id",
    );
    expect(rows).toEqual([
      { id: "khu-mot.landRentUsdPerM2.2022-03", value: null, low: 80, high: 100, decimals: 0 },
      { id: "khu-mot.leasedHa.2015-06", value: 188.402775, low: null, high: null, decimals: null },
      { id: "khu-mot.occupancyShare.2015-06", value: 0.9929, low: null, high: null, decimals: 2 },
      { id: "khu-mot.registeredCapitalMillionUsd.2022-03", value: 1234.5, low: null, high: null, decimals: 1 },
    ]);
  });

  test("shapes: units are multipolygons, outlines know their site, points stand where the file says", async () => {
    const units = await rowsOf(
      "select st_geometrytype(geom) as type, count(*)::int as count from admin_unit group by 1 order by 1",
    );
    expect(units).toEqual([
      { type: "ST_MultiPolygon", count: 8 },
      { type: null, count: 1 },
    ]);
    expect(await rowsOf("select site_id from shape where layer = 'site-outlines'")).toEqual([{ site_id: "khu-mot-1" }]);
    expect(await rowsOf("select st_asewkt(geom) as geom from site where id = 'khu-mot'")).toEqual([
      { geom: "SRID=4326;POINT(105.85 10.15)" },
    ]);
    expect(await rowsOf("select id from site where geom is null")).toEqual([{ id: "tuyen-hai" }]);
  });

  test("reference rows follow the files: changed, added, gone", async () => {
    const files = await withChange(
      all(
        replace("groups.csv", "Both zones", "The two zones"),
        replace("group-members.csv", "ca-hai,tuyen-hai,2\n", ""),
        rewrite("places.csv", (text) => `${text}quoc-lo-53,Quốc lộ 53,National road 53\n`),
      ),
    );
    expect(await loadFiles(db, files)).toMatchObject({
      status: "loaded",
      counts: { site_group_member: 1, subject: 18 },
    });
    expect(await rowsOf("select name_en from subject where id = 'ca-hai'")).toEqual([{ name_en: "The two zones" }]);
    expect(await loadFiles(db, await withChange(() => {}))).toMatchObject({
      status: "loaded",
      counts: { site_group_member: 2, subject: 17 },
    });
  });

  test("a made-up set comes, changes and goes without a trace in the published data", async () => {
    await loadFiles(db, await withChange(() => {}));
    const before = await rowsOf("select * from figure order by id, known_on");
    const change = (value: string) =>
      setCells("illustrative/figures/all.csv", "khu-mot.deployedHa.2015-06.minh-hoa", { value });
    for (const edit of [addIllustrative, all(addIllustrative, change("13"))]) {
      expect(await loadFiles(db, await withChange(edit))).toMatchObject({
        status: "loaded",
        counts: { site: 7, source: 4, figure: before.length + 2 },
      });
      expect(await loadFiles(db, await withChange(edit))).toMatchObject({ status: "unchanged" });
    }
    expect(await rowsOf("select value, decimals from figure where method = 'illustrative' order by id desc")).toEqual([
      { value: 13, decimals: 0 },
      { value: 40, decimals: 0 },
    ]);
    await expect(rowsOf("update figure set value = 1 where method = 'illustrative'")).rejects.toThrow(/append-only/);
    await expect(rowsOf("delete from figure where method <> 'illustrative'")).rejects.toThrow(/append-only/);
    expect(await loadFiles(db, await withChange(() => {}))).toMatchObject({ status: "loaded", counts: { site: 6 } });
    expect(await rowsOf("select * from figure order by id, known_on")).toEqual(before);
    expect(await rowsOf("select illustrative_hash from data_load order by id desc limit 1")).toEqual([
      { illustrative_hash: null },
    ]);
  });

  test("a byte order mark and Windows line ends are no fault", async () => {
    const files = await withChange(rewrite("places.csv", (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`));
    expect(await loadFiles(db, files)).toMatchObject({ status: "loaded" });
    expect(await rowsOf("select name_en from subject where type = 'place'")).toEqual([{ name_en: "National road 1" }]);
  });

  test("a correction is a second row, and the first one stays", async () => {
    const correction =
      "khu-mot.projects.2015-06,khu-mot,projects,,38,38,,,exact,2015-06-18,2015-06,published,ke-hoach-2015,,,,high,2026-09-01,,no,,";
    const files = await withChange(addFigure(correction));
    expect(await loadFiles(db, files)).toMatchObject({ status: "loaded", counts: { figure: 24 } });
    expect(
      await rowsOf("select value, known_on from figure where id = 'khu-mot.projects.2015-06' order by known_on"),
    ).toEqual([
      { value: 36, known_on: "2026-08-01" },
      { value: 38, known_on: "2026-09-01" },
    ]);
  });
});

test("rows know their place: the row of a spreadsheet, line breaks inside cells or not", async () => {
  const { geodata, issues } = await readGeodata(SMALL);
  expect(issues).toEqual([]);
  const { rows } = geodata.tables["sites/*.csv"];
  expect(rows.map(({ file, row, value }) => [file, row, value.id])).toContainEqual(["sites/zones.csv", 5, "tuyen-hai"]);
});

test("the order of cells and files does not change a version, a byte does", async () => {
  const { hashContent } = await import("#server/features/imports/hash.ts");
  const files = await readFiles(SMALL);
  expect(hashContent(new Map([...files].toReversed()))).toEqual(hashContent(files));
  const changed = await withChange(setCells("places.csv", "quoc-lo-1", { name_en: "National road 1A" }));
  expect(hashContent(changed).published).not.toBe(hashContent(files).published);
});
