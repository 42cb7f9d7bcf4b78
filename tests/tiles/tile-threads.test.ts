import { afterEach, describe, expect, test } from "vitest";
import { LayerBuilder } from "#server/features/tiles/layer-store.ts";
import type { TileLayer } from "#server/features/tiles/tile-layer.ts";
import { TileThreads } from "#server/features/tiles/tile-threads.ts";
import { decode, toWkb } from "./geometry.ts";

const LAYER: TileLayer = {
  id: "points",
  relation: "none",
  columns: null,
  maxZoom: 16,
  hasLabels: false,
  overview: null,
};
const storeOf = (names: readonly string[]) => {
  const builder = new LayerBuilder(LAYER);
  names.forEach((id, place) =>
    builder.add({ id, properties: {}, weight: 0, wkb: toWkb("Point", [105.9 + place / 100, 10.1]) }),
  );
  return builder.finish();
};
const request = { op: "make", key: "points/1", tile: { z: 8, x: 203, y: 120 }, isCompressed: false } as const;
const never = () => new AbortController().signal;

let threads: TileThreads;
afterEach(() => threads.close());

describe("threads that make tiles", () => {
  test("hold several states of a layer until they are dropped", async () => {
    threads = new TileThreads(2);
    threads.hold("points/1", { layer: LAYER, store: storeOf(["a", "b"]) });
    threads.hold("points/2", { layer: LAYER, store: storeOf(["a", "b", "c"]) });
    const idsOf = async (key: string) => {
      const { bytes } = await threads.make("light", { ...request, key }, never());
      return decode(bytes, "points").map(({ properties }) => properties["id"]);
    };
    expect(await idsOf("points/1")).toEqual(["a", "b"]);
    expect(await idsOf("points/2")).toEqual(["a", "b", "c"]);
    threads.drop("points/1");
    await expect(idsOf("points/1")).rejects.toThrow("no layer points/1 is held");
    expect(await idsOf("points/2")).toEqual(["a", "b", "c"]);
  });

  test("one that does not come to an end is ended, and replaced by one that knows as much", async () => {
    threads = new TileThreads(2, 8_000);
    threads.hold("points/1", { layer: LAYER, store: storeOf(["a"]) });
    // A scribble of some million crossings.
    let seed = 1;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const scribble = Array.from({ length: 6_000 }, () => [105.9 + random() / 10, 10.1 + random() / 10]);
    const wkb = toWkb("Polygon", [[...scribble, scribble[0]]]);
    const rows = { features: 1, lastId: null, ids: "x", properties: "{}", weights: null, wkb };
    const endless = { ...request, rows };
    await expect(threads.make("light", endless, never())).rejects.toMatchObject({ slug: "too-slow", status: 503 });
    const { bytes } = await threads.make("light", request, never());
    expect(decode(bytes, "points")).toHaveLength(1);
  });

  test("leave out a tile that nobody waits for any more, while it waits", async () => {
    threads = new TileThreads(2);
    threads.hold("points/1", { layer: LAYER, store: storeOf(["a"]) });
    const gone = new AbortController();
    const first = threads.make("heavy", request, never());
    const second = threads.make("heavy", request, gone.signal);
    gone.abort();
    await expect(second).rejects.toMatchObject({ name: "AbortError" });
    expect((await first).hash).toMatch(/^[\w-]{22}$/);
  });

  test("light tiles do not wait for heavy ones", async () => {
    threads = new TileThreads(2);
    threads.hold("points/1", { layer: LAYER, store: storeOf(Array.from({ length: 30_000 }, (_, i) => `p${i}`)) });
    const order: string[] = [];
    const heavy = Array.from({ length: 20 }, () =>
      threads.make("heavy", request, never()).then(() => order.push("heavy")),
    );
    await threads.make("light", { ...request, tile: { z: 16, x: 0, y: 0 } }, never()).then(() => order.push("light"));
    await Promise.all(heavy);
    expect(order.indexOf("light")).toBeLessThan(order.length - 1);
  });
});
