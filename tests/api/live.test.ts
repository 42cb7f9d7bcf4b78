import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, asOwner } from "../helpers/accounts.ts";
import { appForTests, type TestApp } from "../helpers/app.ts";
import { listenTo } from "../helpers/live.ts";

let server: TestApp;
beforeAll(async () => {
  server = await appForTests();
});
afterAll(() => server.close());

const publish = (set: "published" | "illustrative") =>
  asOwner(server, "insert into publication (data_set, report_id, site_id) values ($1, 1, 'binh-minh')", [set]);
const versionNow = async () => (await server.get<{ dataVersion: string }>("/api/summary")).dataVersion;

test("the present version is told at once, and a new one within two seconds to all who listen", async () => {
  const listeners = await Promise.all([listenTo(server.app), listenTo(server.app, "?data=published")]);
  expect(listeners.map(({ status, contentType }) => [status, contentType])).toEqual([
    [200, "text/event-stream; charset=utf-8"],
    [200, "text/event-stream; charset=utf-8"],
  ]);
  const first = await versionNow();
  expect(await Promise.all(listeners.map(({ next }) => next()))).toEqual([first, first]);

  const since = performance.now();
  await publish("published");
  const told = await Promise.all(listeners.map(({ next }) => next()));
  expect(performance.now() - since).toBeLessThan(2_000);
  expect(told).toEqual([await versionNow(), await versionNow()]);
  expect(told[0]).not.toBe(first);
  for (const { close } of listeners) close();
});

test("what is approved of the made-up set is told to nobody who did not ask for it", async () => {
  const [official, madeUp] = await Promise.all([listenTo(server.app), listenTo(server.app, "?data=illustrative")]);
  const [before, beforeMadeUp] = await Promise.all([official.next(), madeUp.next()]);
  await publish("illustrative");
  expect(await madeUp.next()).not.toBe(beforeMadeUp);
  await publish("published");
  const after = await official.next();
  expect(after).toBe(await versionNow());
  expect(after).not.toBe(before);
  official.close();
  madeUp.close();
});

test("a parameter that is not known is told so", async () => {
  const response = await ask(server, "GET", "/api/live?data=all");
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({ errors: [{ pointer: "/data" }] });
});

test("a server that stops waits neither for streams nor for connections on which nothing was asked", async () => {
  const other = await appForTests();
  const listener = await listenTo(other.app);
  expect(await listener.next()).not.toBeNull();
  const openedAhead = connect((other.app.server.address() as AddressInfo).port, "127.0.0.1");
  await once(openedAhead, "connect");
  const isEnded = once(openedAhead, "close");
  const since = performance.now();
  await other.close();
  expect(await listener.next()).toBeNull();
  await isEnded;
  expect(performance.now() - since).toBeLessThan(5_000);
});
