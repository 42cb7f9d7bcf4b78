import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, asOwner, type Person } from "../helpers/accounts.ts";
import { type Faulty, type LandApi, lotBody, openLand, type Row } from "../helpers/land-api.ts";

let land: LandApi;
beforeAll(async () => {
  land = await openLand();
});
afterAll(() => land.server.close());

const send = (key: string, body: object, as: Person = land.editor) =>
  ask(land.server, "POST", "/api/land/lots", { as, body, headers: { "idempotency-key": key } });
const lotsCalled = async (code: string): Promise<number> =>
  (await land.read<{ items: { code: string }[] }>("/api/land/lots?siteId=binh-minh")).items.filter(
    (lot) => lot.code === code,
  ).length;

test("the same again is answered as before, and written once", async () => {
  const body = lotBody("K-1", 0);
  const first = await send("key-1", body);
  expect(first.statusCode, first.body).toBe(200);
  expect(first.headers["idempotent-replayed"]).toBeUndefined();
  const second = await send("key-1", body);
  expect(second.statusCode, second.body).toBe(200);
  expect(second.json()).toEqual(first.json());
  expect(second.headers["idempotent-replayed"]).toBe("true");
  expect(second.headers.etag).toBe(first.headers.etag);
  expect(await lotsCalled("K-1")).toBe(1);
});

test("ten at once write once; those that come too early are told to wait", async () => {
  const body = lotBody("K-2", 3);
  const answers = await Promise.all(Array.from({ length: 10 }, () => send("key-2", body)));
  const codes = answers.map(({ statusCode }) => statusCode);
  expect(codes.every((code) => code === 200 || code === 409)).toBe(true);
  const ids = new Set(answers.filter(({ statusCode }) => statusCode === 200).map((one) => one.json<Row>().id));
  expect(ids.size).toBe(1);
  expect(await lotsCalled("K-2")).toBe(1);
  expect((await send("key-2", body)).json<Row>().id).toBe([...ids][0]);
});

test("with another body it is refused, and the first stays", async () => {
  await send("key-3", lotBody("K-3", 6));
  const other = await send("key-3", lotBody("K-4", 9));
  expect(other.statusCode).toBe(422);
  expect(other.json<Faulty>().type).toBe("/problems/key-reused");
  expect(other.json<Faulty>().detail).toContain("mỗi lần ghi cần khóa riêng");
  expect([await lotsCalled("K-3"), await lotsCalled("K-4")]).toEqual([1, 0]);
});

test("a refused write leaves its key free, and a key is its account's own", async () => {
  expect((await send("key-5", lotBody("", 12))).statusCode).toBe(400);
  // Stands in the way of the next: refused by the database, within the transaction that held the key.
  await send("key-6", lotBody("K-6", 15));
  expect((await send("key-7", lotBody("K-6", 15))).statusCode).toBe(409);
  const after = await send("key-7", lotBody("K-7", 18));
  expect(after.statusCode, after.body).toBe(200);
  const elsewhere = await send("key-7", lotBody("K-8", 21, { siteId: "hoa-phu" }), land.elsewhere);
  expect(elsewhere.headers["idempotent-replayed"]).toBeUndefined();
  expect(elsewhere.statusCode).not.toBe(422);
});

test("after a day a key is free again", async () => {
  const body = lotBody("K-9", 24);
  const { id, rowVersion } = (await send("key-9", body)).json<Row>();
  await asOwner(land.server, "update land.repeat_key set at = at - interval '25 hours' where key = 'key-9'");
  await land.write("DELETE", `/api/land/lots/${id}`, rowVersion);
  const again = await send("key-9", body);
  expect(again.statusCode, again.body).toBe(200);
  expect(again.json<Row>().id).not.toBe(id);
});

test.each(["", "x".repeat(101), "chữ có dấu", "a b"])("“%s” is no key", async (key) => {
  const response = await ask(land.server, "POST", "/api/land/lots", {
    as: land.editor,
    body: lotBody("K-10", 27),
    headers: { "idempotency-key": Buffer.from(key).toString("latin1") },
  });
  expect(response.statusCode).toBe(400);
  expect(await lotsCalled("K-10")).toBe(0);
});
