import { beforeAll, describe, expect, test } from "vitest";
import type { LandSite } from "#contracts/find.ts";
import type { Site, SiteDetail } from "#contracts/sites.ts";
import { type ReadOnlyApp, sharedApp } from "../helpers/app.ts";
import { distanceKm } from "../helpers/geodesic.ts";

let server: ReadOnlyApp;
let items: readonly LandSite[];
let sites: readonly Site[];
beforeAll(async () => {
  server = await sharedApp();
  ({ items } = await server.get<{ items: LandSite[] }>("/api/find"));
  ({ items: sites } = await server.get<{ items: Site[] }>("/api/sites"));
});
const of = (siteId: string) => items.find((item) => item.siteId === siteId)!;

describe("land to be found", () => {
  test("is every zone, corridor and cluster, without parts and what was only announced", () => {
    const expected = sites.filter(
      ({ kind, parentId, status }) =>
        ["zone", "corridor", "cluster"].includes(kind) &&
        parentId === null &&
        !(kind === "zone" && status === "planned"),
    );
    expect(items.map(({ siteId }) => siteId).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  });

  test("has the industries and difficulties that the cards of the site and its parts have", async () => {
    for (const id of ["binh-minh", "hoa-phu", "binh-tan"]) {
      const whole = await server.get<SiteDetail>(`/api/sites/${id}`);
      const parts = await Promise.all(whole.children.map((child) => server.get<SiteDetail>(`/api/sites/${child.id}`)));
      const cards = [whole, ...parts];
      expect(
        of(id)
          .sectors.map(({ textVi }) => textVi)
          .toSorted(),
      ).toEqual(
        cards
          .flatMap(({ facts }) => facts.filter(({ topic }) => topic === "sectors").map(({ textVi }) => textVi))
          .toSorted(),
      );
      expect(
        of(id)
          .obstacles.map(({ topic }) => topic)
          .toSorted(),
      ).toEqual(cards.flatMap(({ obstacles }) => obstacles.map(({ topic }) => topic)).toSorted());
    }
    expect(of("binh-tan").landStatus).toBe("uncleared");
    expect(of("hoa-phu").landStatus).toBeNull();
  });

  test("lies as far from ports and bridges as the ellipsoid has it", () => {
    const at = (id: string) => sites.find((site) => site.id === id)!.position!;
    for (const { siteId, distances } of items) {
      for (const { targetId, km } of distances) {
        expect(Math.abs(km - distanceKm(at(siteId), at(targetId)))).toBeLessThanOrEqual(0.051);
      }
    }
    expect(of("binh-minh").distances.map(({ targetId }) => targetId)).toContain("cau-can-tho");
    const placeless = items.filter(({ siteId }) => sites.find(({ id }) => id === siteId)!.position === null);
    expect(items.filter(({ distances }) => distances.length === 0)).toEqual(placeless);
    expect(placeless.length).toBeGreaterThan(0);
  });

  test("has no difficulty in a view of before it was recorded", async () => {
    const { items: before } = await server.get<{ items: LandSite[] }>("/api/find?asOf=2015-06-17");
    expect(before.find(({ siteId }) => siteId === "binh-minh")?.obstacles).toEqual([]);
  });
});
