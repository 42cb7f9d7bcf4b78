import { expect, test } from "vitest";
import type { Db } from "#server/db/port.ts";
import { StartState } from "#server/start-state.ts";

test("once ready, everything that is asked reaches the database, settings included", async () => {
  const asked: unknown[][] = [];
  const listening = {
    kind: "embedded",
    query: (...given: unknown[]) => Promise.resolve(void asked.push(given)),
    transaction: (...given: unknown[]) => Promise.resolve(void asked.push(given)),
    notify: (...given: unknown[]) => Promise.resolve(void asked.push(given)),
    close: () => Promise.resolve(),
  } as unknown as Db;
  const start = new StartState();
  await expect(start.db.query("select 1")).rejects.toThrow("being prepared");
  start.ready(listening);
  const work = () => Promise.resolve();
  await start.db.query("select $1", [1], { as_of: "2015-06-18" });
  await start.db.transaction({ role: "reader", settings: { data_set: "illustrative" } }, work);
  await start.db.notify("loaded", "x");
  expect(asked).toEqual([
    ["select $1", [1], { as_of: "2015-06-18" }],
    [{ role: "reader", settings: { data_set: "illustrative" } }, work],
    ["loaded", "x"],
  ]);
});
