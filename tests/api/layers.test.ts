import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FeatureCollection, layerId } from "#contracts/layers.ts";
import type { Site } from "#contracts/sites.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";

let server: ReadOnlyApp;
beforeAll(async () => {
  server = await sharedApp();
});
afterAll(() => server.close());

type LayerList = {
  items: { id: string; features: number; credit: string | null; sourceIds: string[]; qualityVi: string }[];
};

describe("/api/layers", () => {
  test("names every layer with its quality, and counts what it holds", async () => {
    const { items } = await server.get<LayerList>("/api/layers");
    expect(items.map(({ id }) => id)).toEqual(layerId.options);
    for (const { id, features, sourceIds, qualityVi } of items) {
      expect(features, id).toBeGreaterThan(0);
      expect(sourceIds.length, id).toBeGreaterThan(0);
      expect(qualityVi.length, id).toBeGreaterThan(10);
      expect((await server.get<FeatureCollection>(`/api/layers/${id}`)).features, id).toHaveLength(features);
    }
  });
});

describe("/api/layers/:id", () => {
  test("sites are the sites of the list that have a point, at the same place, without figures", async () => {
    const layer = await server.get<FeatureCollection>("/api/layers/sites");
    const sites = (await server.get<{ items: Site[] }>("/api/sites")).items.filter(({ position }) => position !== null);
    expect(layer.features.map(({ id }) => id).toSorted()).toEqual(sites.map(({ id }) => id).toSorted());
    for (const { id, geometry, properties } of layer.features) {
      const site = sites.find((candidate) => candidate.id === id);
      expect(geometry.type).toBe("Point");
      expect(Math.abs(Number(geometry.coordinates[0]) - (site?.position?.[0] ?? 0))).toBeLessThan(0.00001);
      expect(properties["doubtful"]).toBe(site?.positionDoubt !== null);
      expect(Object.keys(properties).toSorted()).toEqual([
        "dataSet",
        "districtId",
        "doubtful",
        "id",
        "kind",
        "marketClass",
        "parentId",
        "quality",
        "shortNameEn",
        "shortNameVi",
        "status",
      ]);
      expect(properties["marketClass"] !== null).toBe(site?.figures.some(({ metric }) => metric === "marketClass"));
    }
  });

  test("the administrative units of 2015 are complete", async () => {
    const count = async (id: string) => (await server.get<FeatureCollection>(`/api/layers/${id}`)).features.length;
    expect([await count("province"), await count("districts"), await count("communes")]).toEqual([1, 8, 109]);
  });

  test("GeoJSON by its media type, longitude first, five decimals at most", async () => {
    const response = await server.app.inject("/api/layers/districts");
    expect(response.headers["content-type"]).toBe("application/geo+json; charset=utf-8");
    const coordinates = response
      .json<FeatureCollection>()
      .features.map(({ geometry }) => JSON.stringify(geometry.coordinates))
      .join("");
    const [first = "", second = ""] = /\d+\.\d+,\d+\.\d+/.exec(coordinates)?.[0].split(",") ?? [];
    expect(Number(first)).toBeGreaterThan(Number(second));
    expect(coordinates).not.toMatch(/\.\d{6}/);
  });

  test("an unknown layer is a 404 that names the known ones", async () => {
    const response = await server.app.inject("/api/layers/soil");
    expect(response.statusCode).toBe(404);
    expect(response.json<{ type: string; detail: string }>()).toMatchObject({ type: "/problems/layer-not-found" });
    expect(response.json<{ detail: string }>().detail).toContain("districts");
  });
});
