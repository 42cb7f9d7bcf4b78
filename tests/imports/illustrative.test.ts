import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { booleanPointInPolygon } from "@turf/turf";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IssueList } from "#server/features/imports/issue.ts";
import { checkFiles } from "#server/features/imports/load.ts";
import { readFiles } from "#server/features/imports/read.ts";
import { apportion, distanceM } from "#server/illustrative/draw.ts";
import { generateIllustrative } from "#server/illustrative/generate.ts";
import { readInputs } from "#server/illustrative/inputs.ts";
import { ROOT } from "../helpers/embedded-template.ts";

const GEODATA = join(ROOT, "geodata");
const FOLDER = "illustrative/";

const inputs = await readInputs(GEODATA);
const files = await readFiles(GEODATA);
const data = checkFiles(files, new IssueList());
const sites = data.tables["sites/*.csv"].rows.filter(({ file }) => file.startsWith(FOLDER)).map(({ value }) => value);
const figures = data.tables["figures/*.csv"].rows.map(({ value }) => value);
const valueOf = (subject: string, metric: string): number =>
  figures.find((figure) => figure.id === `${subject}.${metric}.2015-06.minh-hoa`)?.value ?? NaN;

test("the files are those that the generator writes, byte for byte", async () => {
  const generated = generateIllustrative(inputs);
  const committed = [...files.keys()]
    .filter((name) => name.startsWith(FOLDER))
    .map((name) => name.slice(FOLDER.length));
  expect(committed.toSorted()).toEqual([...generated.keys()].toSorted());
  for (const [name, text] of generated) expect(await readFile(join(GEODATA, FOLDER, name), "utf8"), name).toBe(text);
  expect(generateIllustrative(inputs)).toEqual(generated);
});

test("every total that the set must reach is a control total without a shortfall", () => {
  const totals = data.tables["control-totals.csv"].rows.filter(({ file }) => file.startsWith(FOLDER));
  expect(totals.every(({ value }) => value.declared_shortfall === null)).toBe(true);
  const published = totals.map(({ value }) => value.total_figure_id).filter((id) => !id.endsWith("minh-hoa"));
  expect(published.toSorted()).toEqual(
    [
      ...["projects", "projectsFdi", "projectsDomestic", "leasedHa", "deployedHa"].map(
        (m) => `three-zones.${m}.2015-06`,
      ),
      ...["registered", "deployed"].map((kind) => `three-zones.${kind}CapitalBillionVnd.2015-06`),
      ...["clusters", "clustersGrossHa", "markets", "marketsClass1", "marketsClass2", "marketsClass3"].map(
        (metric) => `vinh-long.${metric}.2015-06`,
      ),
      ...["marketsPrivatelyRun", "supermarkets"].map((metric) => `vinh-long.${metric}.2015-06`),
    ].toSorted(),
  );
});

describe("plausible", () => {
  test.each(["hoa-phu", "hoa-phu-1", "hoa-phu-2", "binh-minh", "co-chien"])("land and capital of %s", (site) => {
    const gross = figures.find((f) => f.subject_id === site && f.metric === "grossHa" && f.confidence !== "low")?.value;
    const chain = [0, valueOf(site, "deployedHa"), valueOf(site, "leasedHa"), valueOf(site, "leasableHa"), gross!];
    expect(chain).toEqual(chain.toSorted((a, b) => a - b));
    const publishedLeasable = figures.find(({ id }) => id === `${site}.leasableHa.2021-07`)?.value;
    expect(valueOf(site, "leasedHa")).toBeLessThanOrEqual(publishedLeasable ?? Infinity);
    expect(valueOf(site, "deployedCapitalBillionVnd")).toBeLessThan(valueOf(site, "registeredCapitalBillionVnd"));
    expect(valueOf(site, "projectsFdi") + valueOf(site, "projectsDomestic")).toBe(valueOf(site, "projects"));
  });

  test("clusters: in all eight districts, of a legal size, used no more than there is", () => {
    const clusters = sites.filter(({ kind }) => kind === "cluster");
    expect(new Set(clusters.map(({ district_id: district }) => district)).size).toBe(8);
    for (const { id } of clusters) {
      const chain = ["deployedHa", "leasedHa", "leasableHa", "grossHa"].map((metric) => valueOf(id, metric));
      expect(chain, id).toEqual(chain.toSorted((a, b) => a - b));
      expect(valueOf(id, "grossHa")).toBeGreaterThanOrEqual(20);
      expect(valueOf(id, "grossHa")).toBeLessThanOrEqual(75);
    }
  });

  test("markets: points of sale fit the class, and every commune has one", () => {
    const markets = sites.filter(({ kind }) => kind === "market");
    const bounds = { 1: [401, Infinity], 2: [200, 400], 3: [1, 199] } as Record<number, [number, number]>;
    for (const { id } of markets) {
      const [fewest, most] = bounds[valueOf(id, "marketClass")]!;
      expect(valueOf(id, "businessPoints"), id).toBeGreaterThanOrEqual(fewest);
      expect(valueOf(id, "businessPoints"), id).toBeLessThanOrEqual(most);
    }
    expect(new Set(markets.map(({ commune_id: commune }) => commune)).size).toBe(109);
  });

  test("every point lies in its commune, on land, and on no real place of its kind", () => {
    for (const { id, kind, commune_id: communeId, lng, lat } of sites) {
      const point = [lng!, lat!] as const;
      const commune = inputs.communes.find((candidate) => candidate.id === communeId)!;
      expect.soft(booleanPointInPolygon([...point], commune.area), `${id} in ${communeId}`).toBe(true);
      expect
        .soft(
          inputs.water.some((area) => booleanPointInPolygon([...point], area)),
          `${id} in a river`,
        )
        .toBe(false);
      const near = inputs.publishedSites.filter((real) => real.kind === kind && distanceM(real.point, point) < 75);
      expect.soft(near, id).toEqual([]);
    }
  });

  test("no made-up name is a real one", () => {
    const real = new Set(
      data.tables["sites/*.csv"].rows.filter(({ file }) => !file.startsWith(FOLDER)).map(({ value }) => value.name_vi),
    );
    expect(sites.filter(({ name_vi: name }) => real.has(name))).toEqual([]);
  });
});

test("dividing gives back the whole, to nobody less than the least", () => {
  const cases = fc
    .tuple(
      fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 }),
      fc.nat(50),
      fc.nat(100_000),
    )
    .map(([weights, least, more]) => ({ weights, least, total: least * weights.length + more }));
  fc.assert(
    fc.property(cases, ({ weights, least, total }) => {
      const parts = apportion(total, weights, least);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(parts.every((part) => Number.isInteger(part) && part >= least)).toBe(true);
    }),
  );
});
