import { expect, test, vi } from "vitest";
import { TileBodies, type TileBody } from "#server/features/tiles/tile-bodies.ts";

const body = (bytes: number): TileBody => ({ bytes: Buffer.alloc(bytes), isPacked: false, etag: `"${bytes}"` });
const never = () => new AbortController().signal;

/** A making that the test ends by hand. */
const making = () => {
  let resolve: (body: TileBody) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<TileBody>((...ends) => {
    [resolve, reject] = ends;
  });
  const signals: AbortSignal[] = [];
  const make = vi.fn((signal: AbortSignal) => {
    signals.push(signal);
    return promise;
  });
  return { make, resolve, reject, signals };
};

test("a tile that many ask for at once is made once, and then kept", async () => {
  const bodies = new TileBodies(1_000_000);
  const { make, resolve } = making();
  const asked = Array.from({ length: 20 }, () => bodies.get("a", make, never()));
  resolve(body(10));
  expect(new Set(await Promise.all(asked)).size).toBe(1);
  expect(make).toHaveBeenCalledTimes(1);
  expect(bodies.kept("a")?.etag).toBe('"10"');
});

test("the making is stopped when the last who asked has gone, and not before", async () => {
  const bodies = new TileBodies(1_000_000);
  const { make, reject, signals } = making();
  const [one, other] = [new AbortController(), new AbortController()];
  const asked = [bodies.get("a", make, one.signal), bodies.get("a", make, other.signal)];
  one.abort();
  expect(signals[0]?.aborted).toBe(false);
  other.abort();
  expect(signals[0]?.aborted).toBe(true);
  reject(new Error("stopped"));
  await expect(Promise.allSettled(asked)).resolves.toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
});

test("who comes after all have gone starts anew", async () => {
  const bodies = new TileBodies(1_000_000);
  const [first, second] = [making(), making()];
  const gone = new AbortController();
  const left = bodies.get("a", first.make, gone.signal);
  gone.abort();
  const asked = bodies.get("a", second.make, never());
  second.resolve(body(2));
  first.reject(new Error("stopped"));
  expect((await asked).etag).toBe('"2"');
  await expect(left).rejects.toThrow("stopped");
});

test("a tile that could not be made is not kept, and is made at the next asking", async () => {
  const bodies = new TileBodies(1_000_000);
  const failing = making();
  const asked = bodies.get("a", failing.make, never());
  failing.reject(new Error("no database"));
  await expect(asked).rejects.toThrow("no database");
  const { make, resolve } = making();
  resolve(body(3));
  expect((await bodies.get("a", make, never())).etag).toBe('"3"');
});

test.each([
  ["the least recently used goes first", 10_000, ["c", "a", "d"]],
  ["nothing is kept without room", 0, []],
])("%s when memory is full", async (_, maxBytes, kept) => {
  const bodies = new TileBodies(maxBytes);
  for (const key of ["a", "b", "c"]) await bodies.get(key, () => Promise.resolve(body(2_500)), never());
  bodies.kept("a");
  await bodies.get("d", () => Promise.resolve(body(2_500)), never());
  expect(["c", "a", "d", "b"].filter((key) => bodies.kept(key))).toEqual(kept);
});
